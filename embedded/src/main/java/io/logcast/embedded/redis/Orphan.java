package io.logcast.embedded.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The note about a Redis that was started, kept in its folder: {@code pid start}. A host that is killed cannot stop its
 * Redis; the next one finds it by this note. The time at which the process began makes sure that it is that very one: the
 * operating system may have given the number to another.
 */
final class Orphan {

    private final Path note;

    Orphan(Path folder) {
        this.note = folder.resolve("running");
    }

    void remember(ProcessHandle process) throws IOException {
        Files.writeString(note, process.pid() + " " + start(process));
    }

    void forget() throws IOException {
        Files.deleteIfExists(note);
    }

    void reap() throws IOException {
        if (Files.notExists(note)) {
            return;
        }
        String[] words = Files.readString(note).trim().split(" ", -1);
        if (words.length == 2) {
            find(words[0], words[1]).ifPresent(Orphan::stop);
        }
        forget();
    }

    private static Optional<ProcessHandle> find(String pid, String start) {
        try {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> start(process).equals(start));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void stop(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the Redis of an earlier run (process " + process.pid() + ") does not end", e);
        }
    }
}
