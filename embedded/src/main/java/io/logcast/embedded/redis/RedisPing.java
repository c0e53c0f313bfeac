package io.logcast.embedded.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Asks a Redis whether it is there, in its inline protocol. */
final class RedisPing {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final byte[] PONG = "+PONG".getBytes(US_ASCII);

    private RedisPing() {}

    /** @throws IOException if the process ends, or does not answer within 10 s */
    static void await(int port, Process process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!answers(port)) {
            if (!isAlive(process) || System.nanoTime() > deadline) {
                throw new IOException("Redis did not start on port " + port + "; see redis.log in its data folder");
            }
        }
    }

    static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return Arrays.equals(socket.getInputStream().readNBytes(PONG.length), PONG);
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits a moment for the process to end, so that the attempts do not spin. */
    private static boolean isAlive(Process process) {
        try {
            return !process.waitFor(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
