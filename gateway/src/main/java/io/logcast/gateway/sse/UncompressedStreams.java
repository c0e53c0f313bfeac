package io.logcast.gateway.sse;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;

/**
 * Keeps Micronaut from announcing a compressed stream: the frames go past its compressor. A compressor for each connection
 * would cost 95 KB of memory (research/fanout.md), which is why there is none.
 */
@Singleton
final class UncompressedStreams implements BeanCreatedEventListener<HttpCompressionStrategy> {

    @Override
    public HttpCompressionStrategy onCreated(BeanCreatedEvent<HttpCompressionStrategy> event) {
        HttpCompressionStrategy others = event.getBean();
        return new HttpCompressionStrategy() {

            @Override
            public boolean shouldCompress(HttpResponse response) {
                return !isStream(response) && others.shouldCompress(response);
            }

            @Override
            public int getCompressionLevel() {
                return others.getCompressionLevel();
            }

            @Override
            public int getMaxZstdEncodeSize() {
                return others.getMaxZstdEncodeSize();
            }
        };
    }

    private static boolean isStream(HttpResponse response) {
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null && (type.startsWith(Format.SSE.text()) || type.startsWith(Format.NDJSON.text()));
    }
}
