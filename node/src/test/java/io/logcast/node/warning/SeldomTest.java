package io.logcast.node.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

final class SeldomTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Warnings warnings = new Warnings();
    private final Seldom seldom = new Seldom(warnings, clock::get);

    @Test
    void warning_comesOnceAMinute() {
        seldom.warn("{} lost", 1);
        seldom.warn("{} lost", 2);
        clock.addAndGet(Duration.ofSeconds(61).toNanos());
        seldom.warn("{} lost", 3);

        assertThat(warnings.told).containsExactly("1 lost", "3 lost");
    }

    @SuppressWarnings("serial")
    private static final class Warnings extends LegacyAbstractLogger {

        private final List<String> told = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            told.add(MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
