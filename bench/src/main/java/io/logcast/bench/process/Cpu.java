package io.logcast.bench.process;

/**
 * Processor time, of all threads.
 *
 * @param user seconds
 * @param system seconds, including the receiving side of loopback, which Linux does inside of the sender's call
 */
public record Cpu(double user, double system) {

    public static final Cpu NONE = new Cpu(0, 0);

    public double total() {
        return user + system;
    }

    public Cpu plus(Cpu other) {
        return new Cpu(user + other.user, system + other.system);
    }

    public Cpu since(Cpu before) {
        return new Cpu(user - before.user, system - before.system);
    }

    /** 0 to 1; NaN if nothing was used. */
    public double userShare() {
        return total() == 0 ? Double.NaN : user / total();
    }
}
