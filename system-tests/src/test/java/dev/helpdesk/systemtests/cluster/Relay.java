package dev.helpdesk.systemtests.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a server, until it is told to cut or to swallow them. */
public final class Relay implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;

    private final ServerSocket door;
    private final URI server;
    private final Tally tally;
    private final Gate gate = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket door, URI server, Tally tally) {
        this.door = door;
        this.server = server;
        this.tally = tally;
    }

    /** A relay on a free port. */
    public static Relay to(URI server) {
        return to(server, new Tally(""));
    }

    /** A relay on a free port that also counts what clients send. */
    public static Relay to(URI server, Tally tally) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server, tally);
            Thread.startVirtualThread(relay::listen);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients of the server connect to instead. */
    public URI url() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    /** Ends all connections, and each new one at once. */
    public void cut() {
        gate.set(Gate.State.CUT);
        open.forEach(Relay::reset);
    }

    /** Keeps all connections, takes new ones, and passes nothing on. */
    public void swallow() {
        gate.set(Gate.State.SWALLOWING);
    }

    /** Passes everything on again, also what was held back. */
    public void heal() {
        gate.set(Gate.State.OPEN);
    }

    @Override
    public void close() {
        cut();
        closeQuietly(door);
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                // closed, or a client that was gone before it was taken
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            if (!gate.passes()) {
                reset(client);
                return;
            }
            Socket upstream = new Socket();
            open.add(upstream);
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), 5_000);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.startVirtualThread(() -> pump(upstream, client, Tally.Reader.NONE));
            pump(client, upstream, tally.reader());
        } catch (IOException e) {
            reset(client);
        }
    }

    private void pump(Socket from, Socket to, Tally.Reader reader) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0 && gate.passes(); length = in.read(chunk)) {
                reader.read(chunk, length);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // one side has gone: so does the other
        }
        forget(from);
        forget(to);
    }

    private void forget(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    /** As when the way to the server is gone: no orderly end. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed one way or the other
        }
    }
}
