package dev.helpdesk.user.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Stands before a server on this machine, so that tests can cut it off and connect it again. */
public final class Relay {

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Lock passage = new ReentrantLock();
    private ServerSocket door;

    private Relay(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        serve(door);
    }

    /** Connects to the server at this port. */
    public static Relay to(int target) {
        try {
            return new Relay(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Breaks all connections and refuses new ones. */
    public void cut() {
        close(door);
        open.forEach(Relay::close);
        open.clear();
    }

    /** Lets connections through again. */
    public void join() {
        try {
            door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            serve(door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does this while connections stay open and new ones are taken, but nothing gets through. */
    public void whileFrozen(Runnable action) {
        passage.lock();
        try {
            action.run();
        } finally {
            passage.unlock();
        }
    }

    private void serve(ServerSocket listening) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(client);
                    open.add(server);
                    pump(client, server);
                    pump(server, client);
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                byte[] buffer = new byte[8192];
                int read = from.getInputStream().read(buffer);
                while (read >= 0) {
                    pass(buffer, read, to);
                    read = from.getInputStream().read(buffer);
                }
            } catch (IOException e) {
                close(to);
            }
        });
    }

    private void pass(byte[] buffer, int length, Socket to) throws IOException {
        passage.lock();
        try {
            to.getOutputStream().write(buffer, 0, length);
        } finally {
            passage.unlock();
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
