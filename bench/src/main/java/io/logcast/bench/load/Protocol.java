package io.logcast.bench.load;

/** How subscribers of one kind of server talk to it. */
interface Protocol {

    Conversation conversation(int index);

    static Protocol of(LoadSettings settings) {
        return switch (settings.text("protocol")) {
            case "sse" -> new SseProtocol(settings);
            case "socket.io" -> SocketIoProtocol.overWebSocket(settings);
            case "socket.io-polling" -> SocketIoProtocol.overPolling(settings);
            default -> throw new IllegalArgumentException("there is no protocol " + settings.text("protocol"));
        };
    }
}
