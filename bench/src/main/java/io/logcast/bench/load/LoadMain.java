package io.logcast.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The load client's process. Takes commands from its standard input, and ends with it. */
public final class LoadMain {

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        LoadClient client = new LoadClient(LoadSettings.of(arguments));
        Thread commands = new Thread(() -> listen(client), "bench-commands");
        commands.setDaemon(true);
        commands.start();
        client.run();
    }

    private static void listen(LoadClient client) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                client.command(line);
            }
        } catch (IOException e) {
            // The same as the end.
        }
        client.command("stop");
    }
}
