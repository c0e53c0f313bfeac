package io.logcast.gateway.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An outlet without a socket: takes as many frames as it has room for, and runs tasks when told to. */
final class RecordingOutlet implements Outlet {

    private final List<String> frames = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private int room = Integer.MAX_VALUE;
    private boolean ended;

    /** From now on writable until so many frames have been written. */
    void hasRoomFor(int frameCount) {
        room = frameCount;
    }

    /** Runs one waiting task; false if there was none. */
    boolean runOne() {
        Runnable task;
        synchronized (tasks) {
            task = tasks.poll();
        }
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    void runAll() {
        while (runOne()) {}
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public void write(ByteBuf frame) {
        frames.add(frame.toString(UTF_8));
        frame.release();
        room--;
    }

    @Override
    public void flush() {}

    @Override
    public void later(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    @Override
    public void end() {
        ended = true;
    }
}
