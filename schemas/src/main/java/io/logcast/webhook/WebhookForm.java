package io.logcast.webhook;

import io.logcast.field.InvalidField;
import java.util.Arrays;
import java.util.Locale;

/** What the body of a request looks like. */
public enum WebhookForm {
    /** The event's envelope, as subscribers of a stream without a map get it. */
    NATIVE,
    /** The event as ADSP's push service sends it to its webhooks. */
    ADSP;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null reads as {@link #NATIVE}. */
    static WebhookForm parse(String text) {
        return text == null
                ? NATIVE
                : Arrays.stream(values())
                        .filter(form -> form.text().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidField("form", "must be native or adsp"));
    }
}
