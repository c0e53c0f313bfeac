package io.logcast.ledger;

import io.logcast.field.InvalidField;
import io.logcast.field.Text;

/**
 * Where other gateways reach one; written {@code host:port}, an IPv6 address in brackets.
 *
 * @param host a name or an address, an IPv6 address without its brackets
 */
public record Address(String host, int port) {

    public static final int MAX_HOST = 253;

    public Address {
        Text.required("address", host, MAX_HOST);
        if (host.chars().anyMatch(c -> c == '/' || c == '@' || c == '[' || c == ']' || Character.isWhitespace(c))) {
            throw new InvalidField("address", "must have a host that is a name or an address");
        }
        if (port < 1 || port > 65_535) {
            throw new InvalidField("address", "must have a port of 1 to 65535, not " + port);
        }
    }

    /** @throws InvalidField naming the field, if the text is none */
    public static Address parse(String field, String text) {
        Text.required(field, text, MAX_HOST + 8);
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new InvalidField(field, "must be host:port");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            throw new InvalidField(field, "must be host:port, an IPv6 address in brackets");
        }
        try {
            return new Address(
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (InvalidField e) {
            throw new InvalidField(field, e.rule());
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
