package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Starts and stops the whole system on this machine: {@code start | stop | status | logs | reset}. */
public final class Main {

    private static final String USAGE = "usage: launcher start | stop | status | logs | reset";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments.length == 1 ? arguments[0] : ""));
    }

    private static int run(String command) {
        try {
            return execute(command, new Commands(Project.current(), System.getenv(), System.out)) ? 0 : 1;
        } catch (LauncherException e) {
            System.err.println("Error: " + e.getMessage());
            return 1;
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Error: " + e);
            return 1;
        }
    }

    private static boolean execute(String command, Commands commands) throws IOException {
        switch (command) {
            case "start" -> {
                return commands.start();
            }
            case "stop" -> commands.stop();
            case "status" -> {
                return commands.status();
            }
            case "logs" -> commands.logs();
            case "reset" -> commands.reset();
            default -> throw new LauncherException(USAGE);
        }
        return true;
    }
}
