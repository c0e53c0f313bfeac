/**
 * What the tests of every module need: real Kafka, real Redis, a subscriber that records, processes that can be killed.
 *
 * <p>Each fixture belongs to the test that started it. Never mocks, never sleeps, never skips. Start:
 * {@link io.logcast.testkit.KafkaFixture}, {@link io.logcast.testkit.SseRecorder}.
 */
package io.logcast.testkit;
