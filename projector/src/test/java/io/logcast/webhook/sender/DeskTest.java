package io.logcast.webhook.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.logcast.webhook.Attempt;
import io.logcast.webhook.Attempt.Outcome;
import io.logcast.webhook.EventPosition;
import io.logcast.webhook.RetryNote;
import io.logcast.webhook.WebhookDefinition;
import io.logcast.webhook.WebhookKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeskTest {

    private static final Limits LIMITS = new Limits(2, 40, 4);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofDays(3));
    private static final WebhookDefinition CRM = Hooks.webhook("acme/crm");
    private static final WebhookDefinition ERP = Hooks.webhook(
            "acme/erp",
            "{\"url\":\"https://erp.example/\",\"events\":[{\"namespace\":\"shop\",\"name\":\"ordered\"}]}");

    private final World world = new World(LIMITS, BACKOFF);

    @Test
    void event_isSentAtOnce_andHoldsTheOffsetUntilItIsTaken() {
        world.put(CRM);
        world.open(0, 7);
        world.arrive(0, 7);

        assertThat(world.calls()).hasSize(1);
        assertThat(world.settledIn(0)).isEqualTo(7);

        world.answer(204);

        assertThat(world.settledIn(0)).isEqualTo(8);
        assertThat(world.notes()).isEmpty();
        assertThat(world.attempts).extracting(Attempt::outcome).containsExactly(Outcome.DELIVERED);
        assertThat(world.published).hasSize(1);
    }

    @Test
    void failure_isNoted_soThatTheOffsetGoesOn_andTriedAgainWhenItIsDue() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        String messageId = world.calls().get(0).messageId();
        world.answer(500);

        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.notes()).hasSize(1);
        world.pass(Duration.ofMillis(4_999));
        assertThat(world.calls()).isEmpty();

        world.pass(Duration.ofMillis(1));
        assertThat(world.calls()).extracting(World.Call::messageId).containsExactly(messageId);
        world.answer(200);

        assertThat(world.notes()).isEmpty();
        assertThat(world.attempts).extracting(Attempt::number).containsExactly(1, 2);
        assertThat(world.published).hasSize(2);
    }

    @Test
    void noAnswer_isNoted_andNoEventTellsOfIt() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.answer(Answer.none("no connection", World.INSTANTLY));

        assertThat(world.attempts).extracting(Attempt::failure).containsExactly("no connection");
        assertThat(world.notes()).hasSize(1);
        assertThat(world.published).isEmpty();
    }

    @Test
    void slowWebhook_holdsUpNeitherAnotherNorTheLog() {
        world.put(CRM);
        world.put(ERP);
        world.open(0, 0);
        for (int offset = 0; offset < 20; offset++) {
            world.arrive(0, offset);
            // The second one answers, the first one never does.
            answerOf("erp.example");
        }

        assertThat(world.attempts)
                .hasSize(20)
                .allSatisfy(attempt -> assertThat(attempt.webhook()).isEqualTo(ERP.key()));
        assertThat(world.calls()).hasSize(2);
        assertThat(world.notes()).hasSize(3);
        assertThat(world.settledIn(0)).as("held by the two that are under way").isZero();
    }

    @Test
    void moreThanMayWait_isReadLaterFromTheLog_andNothingIsLeftOut() {
        world.put(CRM);
        world.open(0, 0);
        IntStream.range(0, 50).forEach(offset -> world.arrive(0, offset));

        assertThat(world.desk.behind()).isOne();
        assertThat(world.notes()).hasSizeLessThanOrEqualTo(4);
        for (int turn = 0; turn < 200 && world.attempts.size() < 50; turn++) {
            world.answerAll(200);
            world.pass(Duration.ofSeconds(1));
        }

        assertThat(world.attempts)
                .extracting(attempt -> attempt.position().offset())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 50).mapToObj(Long::valueOf).toList());
        assertThat(world.desk.behind()).isZero();
        assertThat(world.notes()).isEmpty();
        assertThat(world.settledIn(0)).isEqualTo(50);
    }

    @Test
    void restart_goesOnWithTheNotes_andDoesNotDoubleWhatTheLogOffersAgain() {
        world.put(CRM);
        world.open(0, 0);
        IntStream.range(0, 10).forEach(offset -> world.arrive(0, offset));
        world.answer(500);
        RetryNote[] notes = world.notes().toArray(RetryNote[]::new);

        World next = new World(LIMITS, BACKOFF);
        next.put(CRM);
        next.open(0, 0, notes);
        IntStream.range(0, 10).forEach(offset -> next.arrive(0, offset));
        for (int turn = 0; turn < 200 && next.attempts.size() < 10; turn++) {
            next.answerAll(200);
            next.pass(Duration.ofSeconds(1));
        }

        assertThat(next.attempts)
                .extracting(attempt -> attempt.position().offset())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(Long::valueOf).toList());
        assertThat(next.notes()).isEmpty();
    }

    @Test
    void receiverThatIsDown_isAskedByOneRequestAtATime_andThenSeldom() {
        world.put(CRM);
        world.open(0, 0);
        IntStream.range(0, 4).forEach(offset -> world.arrive(0, offset));
        assertThat(world.calls()).hasSize(2);
        world.answer(500);
        world.answer(500);
        assertThat(world.calls()).hasSize(1);
        world.answer(500);

        assertThat(world.calls()).as("after three failures in a row").isEmpty();
        world.pass(Duration.ofSeconds(5));
        assertThat(world.calls()).hasSize(1);
        world.answer(200);
        assertThat(world.calls()).hasSize(2);
    }

    @Test
    void retryAfter_isHonouredForTheWholeWebhook() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.answer(new Answer(429, Duration.ofSeconds(90), null, null, World.INSTANTLY));
        world.arrive(0, 1);

        world.pass(Duration.ofSeconds(89));
        assertThat(world.calls()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.calls()).hasSize(1);
        world.answer(200);
        world.answerAll(200);
        assertThat(world.attempts).hasSize(3);
    }

    @Test
    void afterThreeDays_itIsGivenUp() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        for (int turn = 0;
                turn < 1000 && !(world.notes().isEmpty() && world.calls().isEmpty());
                turn++) {
            world.answerAll(500);
            world.pass(Duration.ofMinutes(10));
        }

        assertThat(world.attempts.get(world.attempts.size() - 1).outcome()).isEqualTo(Outcome.GAVE_UP);
        assertThat(world.attempts.get(world.attempts.size() - 1).at())
                .isBetween(
                        world.attempts.get(0).at().plus(Duration.ofHours(71)),
                        world.attempts.get(0).at().plus(Duration.ofHours(72)));
        assertThat(world.notes()).isEmpty();
    }

    @Test
    void gone_disablesTheWebhook_andWhatWaitsIsDropped() {
        world.put(CRM);
        world.open(0, 0);
        IntStream.range(0, 10).forEach(offset -> world.arrive(0, offset));
        world.answer(410);
        world.answer(410);

        assertThat(world.isEnabled(CRM)).isFalse();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.calls()).isEmpty();
        assertThat(world.notes()).isEmpty();
        assertThat(world.settledIn(0)).isEqualTo(10);
    }

    @Test
    void webhookThatIsDeleted_getsNothingMore() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.answer(500);
        world.remove(CRM);
        world.pass(Duration.ofSeconds(5));

        assertThat(world.calls()).isEmpty();
        assertThat(world.notes()).isEmpty();
    }

    @Test
    void kafkaAway_theOffsetWaits_andWhatHappenedIsWrittenDownLater() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.setKafkaAway(true);
        world.answer(200);
        assertThat(world.settledIn(0)).isZero();

        world.pass(Ports.AGAIN);
        assertThat(world.settledIn(0)).isZero();
        world.setKafkaAway(false);
        world.pass(Ports.AGAIN);

        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.attempts).hasSize(1);
    }

    @Test
    void whatCannotBeWrittenDown_holdsUpNothing() {
        world.put(CRM);
        world.open(0, 0);
        world.setThrownByPublish(new UncheckedIOException(new IOException("too deep")));
        world.arrive(0, 0);
        world.answer(500);

        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.attempts).hasSize(1);
        assertThat(world.notes()).hasSize(1);
        assertThat(world.desk.inFlight()).isZero();
    }

    @Test
    void eventThatIsTooLarge_doesNotHideThatANoteWasNotTaken() {
        world.put(CRM);
        world.open(0, 0);
        world.setPublishTooLarge(true);
        world.setKeepRefused(true);
        world.arrive(0, 0);
        world.answer(500);
        assertThat(world.settledIn(0)).as("nothing has noted it").isZero();

        world.setKeepRefused(false);
        world.pass(Ports.AGAIN);
        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.notes()).hasSize(1);
    }

    @Test
    void contextThatIsTooDeep_isLeftOutOfWhatIsTold() {
        world.put(CRM);
        world.open(0, 0);
        String deep = "{\\\"a\\\":".repeat(999) + "1" + "}".repeat(999);
        world.arrive(
                0,
                0,
                Hooks.event("{\"specversion\":\"1.0\",\"id\":\"deep\",\"source\":\"/s\",\"type\":\"shop:ordered\","
                        + "\"tenant\":\"acme\",\"data\":1,\"context\":\"" + deep + "\"}"));
        world.answer(200);

        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.published).singleElement().satisfies(told -> {
            assertThat(told.payload().at("/trigger/name").textValue()).isEqualTo("ordered");
            assertThat(told.payload().at("/trigger").has("context")).isFalse();
            assertThat(told.payload().at("/response/statusCode").intValue()).isEqualTo(200);
        });
    }

    @Test
    void partitionThatIsTaken_isNotDeliveredOrNotedByUsAnyMore() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.arrive(0, 1);
        world.answer(500);
        world.notes.clear();
        world.desk.close(0);
        world.answer(500);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.calls()).isEmpty();
        assertThat(world.notes()).isEmpty();
        assertThat(world.desk.isIdle()).isTrue();
        assertThat(world.desk.settled()).isEmpty();
    }

    /** Else it would be delivered again by whoever gets the partition next, days later perhaps. */
    @Test
    void noteOfTheOneBefore_thatComesLate_isSettledWithTheDelivery() {
        world.put(CRM);
        world.takeOver(0, 0, 1);
        world.arrive(0, 0);
        world.noteComesLate(new RetryNote.Waiting(CRM.key(), new EventPosition(0, 0), 1, world.now(), world.now()));
        world.answer(200);

        assertThat(world.notes()).isEmpty();
        assertThat(world.settledIn(0)).isEqualTo(1);
    }

    @Test
    void noteOfTheOneBefore_thatAWebhookIsBehind_andComesLate_isSettled() {
        world.put(CRM);
        world.takeOver(0, 0, 2);
        world.noteComesLate(new RetryNote.Behind(CRM.key(), 0, 0));
        world.arrive(0, 0);

        assertThat(world.notes()).isEmpty();
    }

    @Test
    void webhookThatFallsBehind_inWhatAnotherHadBefore_isNotedAsThat() {
        world.put(CRM);
        world.takeOver(0, 0, 10);
        IntStream.range(0, 10).forEach(offset -> world.arrive(0, offset));

        assertThat(world.notes()).contains(new RetryNote.Behind(CRM.key(), 0, 4));
        for (int turn = 0; turn < 200 && world.attempts.size() < 10; turn++) {
            world.answerAll(200);
            world.pass(Duration.ofSeconds(1));
        }
        assertThat(world.attempts).hasSize(10);
        assertThat(world.notes()).isEmpty();
    }

    @Test
    void partitionThatIsTaken_whileAnEventIsReadAgain_isNotDeliveredByUs() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.answer(500);
        world.holdReads();
        world.pass(Duration.ofSeconds(5));
        world.desk.close(0);
        world.finishReads();

        assertThat(world.calls()).isEmpty();
        assertThat(world.desk.isIdle()).isTrue();
    }

    @Test
    void partitionThatIsTaken_whileABacklogIsRead_letsNothingOfItWaitHere() {
        world.put(CRM);
        world.open(1, 0);
        world.arrive(1, 0);
        world.answer(new Answer(503, Duration.ofSeconds(90), null, null, World.INSTANTLY));
        IntStream.range(0, 3).forEach(offset -> world.arrive(0, offset));
        world.holdReads();
        world.open(0, 3, new RetryNote.Behind(CRM.key(), 0, 0));
        world.desk.close(0);
        world.finishReads();

        assertThat(world.desk.waiting()).as("that of the other partition").isOne();
        world.pass(Duration.ofSeconds(90));
        assertThat(world.calls()).hasSize(1);
    }

    @Test
    void partitionThatComesBack_whileARequestOfBeforeIsUnderWay_isDeliveredAnew() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.desk.close(0);
        world.open(0, 0);
        world.arrive(0, 0);

        assertThat(world.calls()).hasSize(2);
        world.answer(500);
        assertThat(world.settledIn(0)).isZero();
        world.answer(200);

        assertThat(world.settledIn(0)).isEqualTo(1);
        assertThat(world.notes()).isEmpty();
    }

    @Test
    void eventThatRetentionHasTaken_isGivenUp() {
        world.put(CRM);
        world.open(0, 9, new RetryNote.Waiting(CRM.key(), new EventPosition(0, 3), 1, world.now(), world.now()));
        world.arrive(0, 9);
        world.answerAll(200);
        world.pass(Ports.AGAIN);

        assertThat(world.calls()).isEmpty();
        assertThat(world.notes()).isEmpty();
        assertThat(world.desk.waiting()).isZero();
    }

    @Test
    void tenantWithManyWebhooks_leavesRoomForOthers() {
        IntStream.range(0, 30).forEach(number -> world.put(Hooks.webhook("acme/w" + number)));
        world.open(0, 0);
        world.arrive(0, 0);

        assertThat(world.calls()).hasSize(LIMITS.perTenant());
        world.answerAll(200);
        assertThat(world.attempts).hasSize(30);
    }

    @Test
    void busyWebhooks_getAboutTheSame() {
        World busy = new World(new Limits(2, 16, 40), BACKOFF);
        busy.open(0, 0);
        for (int number = 0; number < 6; number++) {
            busy.put(Hooks.webhook("acme/w" + number));
        }
        for (int offset = 0; offset < 300; offset++) {
            busy.arrive(0, offset, Hooks.ordered("acme", 0, offset, busy.now()).event());
            // One answer for six deliveries: all of them have always something to do.
            busy.answer(200);
        }

        assertThat(attemptsOf(busy).values())
                .hasSize(6)
                .allSatisfy(count -> assertThat(count).isBetween(45L, 55L));
    }

    @Test
    void busyTenants_getAboutTheSame_howeverManyWebhooksTheyHave() {
        World busy = new World(new Limits(8, 4, 40), BACKOFF);
        busy.open(0, 0);
        IntStream.range(0, 12).forEach(number -> busy.put(Hooks.webhook("many/w" + number)));
        List.of("a", "b", "c", "d", "e").forEach(tenant -> busy.put(Hooks.webhook(tenant + "/only")));
        long offset = 0;
        for (int round = 0; round < 100; round++) {
            for (String tenant : List.of("many", "a", "b", "c", "d", "e")) {
                busy.arrive(
                        0, offset, Hooks.ordered(tenant, 0, offset, busy.now()).event());
                offset++;
            }
            IntStream.range(0, 3).forEach(answered -> busy.answer(200));
        }

        Map<String, Long> byTenant = attemptsOf(busy).entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().tenant().value(), Collectors.summingLong(Map.Entry::getValue)));
        assertThat(byTenant.values())
                .hasSize(6)
                .allSatisfy(count -> assertThat(count).isBetween(45L, 55L));
    }

    @Test
    void pauseThatAReceiverWants_isNotEndedByWhatWasUnderWay() {
        world.put(CRM);
        world.open(0, 0);
        world.arrive(0, 0);
        world.arrive(0, 1);
        world.answer(new Answer(503, Duration.ofSeconds(90), null, null, World.INSTANTLY));
        world.answer(200);
        world.arrive(0, 2);

        world.pass(Duration.ofSeconds(89));
        assertThat(world.calls()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.calls()).hasSize(2);
    }

    private static Map<WebhookKey, Long> attemptsOf(World world) {
        return world.attempts.stream().collect(Collectors.groupingBy(Attempt::webhook, Collectors.counting()));
    }

    /** Whoever is called there answers. */
    private void answerOf(String host) {
        world.calls().stream()
                .filter(call -> call.target().getHost().equals(host))
                .forEach(call -> world.complete(call, 200));
    }
}
