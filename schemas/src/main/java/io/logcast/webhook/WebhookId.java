package io.logcast.webhook;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;
import java.util.regex.Pattern;

/** Names a webhook within its tenant. */
public record WebhookId(String value) implements Comparable<WebhookId> {

    private static final Pattern SHAPE = Pattern.compile("[a-zA-Z0-9-_ ]{1,50}");

    public WebhookId {
        Text.required("id", value, 50);
        if (!SHAPE.matcher(value).matches()) {
            throw new InvalidField("id", "must be 1 to 50 letters, digits, '-', '_' or spaces");
        }
    }

    @Override
    public int compareTo(WebhookId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
