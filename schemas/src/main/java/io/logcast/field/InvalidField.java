package io.logcast.field;

import static java.util.Objects.requireNonNull;

/**
 * Something from outside is not acceptable: which field, and which rule or limit it breaks. The message is meant for
 * the sender and never repeats the value, which may be secret or huge.
 */
public final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param rule what the field must be, limit included, for example {@code must have 1 to 50 characters} */
    public InvalidField(String field, String rule) {
        super(requireNonNull(field, "field is null") + " " + requireNonNull(rule, "rule is null"));
        this.field = field;
    }

    /** The path of the field, for example {@code events[2].namespace}. */
    public String field() {
        return field;
    }

    /** The message without the field. */
    public String rule() {
        return getMessage().substring(field.length() + 1);
    }

    /** The same refusal, seen from the document that encloses the field. */
    public InvalidField within(String parent) {
        return new InvalidField(field.isEmpty() ? parent : parent + "." + field, rule());
    }
}
