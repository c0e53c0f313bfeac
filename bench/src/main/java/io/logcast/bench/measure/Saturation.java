package io.logcast.bench.measure;

import java.io.IOException;
import java.util.Optional;

/**
 * Finds the highest rate that is carried: doubles until one is not, then bisects.
 *
 * @param bisections after the doubling; with four the answer is within 6 %
 * @param highest rate that is tried
 */
public record Saturation(double start, int bisections, double highest) {

    public Saturation {
        if (!(start > 0) || !(highest >= start) || bisections < 0) {
            throw new IllegalArgumentException("start must be above 0 and at most highest, bisections at least 0");
        }
    }

    /** Tries one rate. */
    @FunctionalInterface
    public interface Step<T> {

        /** @return what was measured, if the rate was carried */
        Optional<T> attempt(double rate) throws IOException, InterruptedException;
    }

    /** The best that was measured. */
    public record Best<T>(double rate, T measured) {}

    /** Empty if not even a rate near nothing was carried. */
    public <T> Optional<Best<T>> search(Step<T> step) throws IOException, InterruptedException {
        Search<T> search = new Search<>(step);
        double rate = start;
        while (rate <= highest && search.carries(rate)) {
            rate *= 2;
        }
        for (int i = 0; i < bisections && search.failed < Double.MAX_VALUE; i++) {
            search.carries((search.carried + search.failed) / 2);
        }
        return Optional.ofNullable(search.best);
    }

    private static final class Search<T> {

        private final Step<T> step;
        private double carried;
        private double failed = Double.MAX_VALUE;
        private Best<T> best;

        private Search(Step<T> step) {
            this.step = step;
        }

        private boolean carries(double rate) throws IOException, InterruptedException {
            Optional<T> measured = step.attempt(rate);
            if (measured.isPresent()) {
                carried = rate;
                best = new Best<>(rate, measured.get());
            } else {
                failed = rate;
            }
            return measured.isPresent();
        }
    }
}
