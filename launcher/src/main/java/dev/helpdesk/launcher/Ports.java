package dev.helpdesk.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which number each port has: the documented ones, or free ones for tests. */
public final class Ports {

    private static final int FIRST_FREE = 20_000;
    private static final int FIRST_OUTGOING = 32_768;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /** The documented numbers, each unless its variable (such as {@code AUTH_PORT}) names another. */
    public static Ports documented(Map<String, String> environment) {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        for (Port port : Port.values()) {
            String wish = environment.getOrDefault(port.variable(), "");
            numbers.put(port, wish.isBlank() ? port.documented() : number(port, wish));
        }
        refuseDuplicates(numbers);
        return new Ports(numbers);
    }

    /** Numbers that nobody listens on now. */
    public static Ports free() {
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Iterator<Integer> free = free(Port.values().length).iterator();
        for (Port port : Port.values()) {
            numbers.put(port, free.next());
        }
        return new Ports(numbers);
    }

    /**
     * That many different free numbers. Below those that the system gives to outgoing connections (32768 and more): one of
     * those can be taken at any moment before a server that starts slowly gets to it.
     */
    static List<Integer> free(int count) {
        return RANDOM.ints(FIRST_FREE, FIRST_OUTGOING)
                .distinct()
                .filter(Ports::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    /** The number of that port. */
    public int of(Port port) {
        return numbers.getOrDefault(port, port.documented());
    }

    /** Says which port is taken, and by what, before anything is started. */
    void requireFree(Set<Part> parts) {
        for (Port port : Port.values()) {
            if (parts.contains(port.part()) && !isFree(of(port))) {
                throw new LauncherException(taken(port));
            }
        }
    }

    static boolean isFree(int number) {
        // All addresses: a server on any of them would answer for "localhost".
        try (ServerSocket socket = new ServerSocket(number)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private String taken(Port port) {
        Optional<String> holder = PortHolder.of(of(port));
        return "port %d of %s is taken%s: stop that, or choose another with %s=<number>"
                .formatted(
                        of(port),
                        port.part().title(),
                        holder.map(process -> " by " + process).orElse(""),
                        port.variable());
    }

    private static int number(Port port, String wish) {
        try {
            int number = Integer.parseInt(wish.strip());
            if (number > 0 && number < 65_536) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new LauncherException(port.variable() + " is not a port number: " + wish);
    }

    private static void refuseDuplicates(Map<Port, Integer> numbers) {
        Map<Integer, Port> owners = new HashMap<>();
        numbers.forEach((port, number) -> {
            Port owner = owners.putIfAbsent(number, port);
            if (owner != null) {
                throw new LauncherException("port %d is given to two parts: %s and %s"
                        .formatted(number, owner.variable(), port.variable()));
            }
        });
    }
}
