package io.logcast.standalone.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logcast.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** A shop in which something happens each time one looks. Every order keeps its own sequence: placed, paid, shipped. */
final class Shop {

    private static final List<String> NAMES = List.of("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Leslie");
    private static final List<String> SKUS = List.of("kettle", "lamp", "notebook", "teapot", "umbrella");
    private static final int OPEN_ORDERS = 5;

    private final RandomGenerator random;
    private final Deque<Order> open = new ArrayDeque<>();
    private int count;

    Shop(RandomGenerator random) {
        this.random = random;
    }

    /** The next event, as the body of {@code POST /v1/events}. */
    ObjectNode next() {
        if (open.size() < OPEN_ORDERS) {
            return placed();
        }
        Order order = open.remove();
        if (order.paid()) {
            return event("order-shipped", order, Json.object().put("carrier", "snail-mail"));
        }
        open.add(order.pay());
        return event("order-paid", order, Json.object().put("method", random.nextBoolean() ? "card" : "transfer"));
    }

    private ObjectNode placed() {
        Order order = new Order("o-" + ++count, NAMES.get(random.nextInt(NAMES.size())), false);
        open.add(order);
        int cents = random.nextInt(500, 20_000);
        ObjectNode details = Json.object();
        details.putObject("customer").put("name", order.customer()).put("email", order.customer() + "@example.org");
        details.putArray("items")
                .addObject()
                .put("sku", SKUS.get(random.nextInt(SKUS.size())))
                .put("count", 1);
        return event("order-placed", order, details.put("total", cents / 100.0));
    }

    private static ObjectNode event(String name, Order order, ObjectNode payload) {
        ObjectNode event = Json.object()
                .put("namespace", "shop")
                .put("name", name)
                .put("correlationId", order.id())
                .put("key", order.id());
        event.set("payload", payload.put("orderId", order.id()));
        return event;
    }

    private record Order(String id, String customer, boolean paid) {

        Order pay() {
            return new Order(id, customer, true);
        }
    }
}
