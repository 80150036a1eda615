package dev.helpdesk.authclient.test;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One follower's connection to the {@link FakeFeed}. */
final class FeedStream {

    private static final String END = "end";
    private static final String BREAK = "break";
    private static final long LOOK_EVERY_MS = 10;

    private final HttpExchange exchange;
    private final FakeFeed feed;
    private final LinkedBlockingQueue<String> unsent = new LinkedBlockingQueue<>();
    private volatile boolean over;

    FeedStream(HttpExchange exchange, FakeFeed feed) {
        this.exchange = exchange;
        this.feed = feed;
    }

    void send(String text) {
        unsent.add(text);
    }

    void end() {
        unsent.add(END);
    }

    void breakOff() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Writes what is to be said until the connection ends. */
    void run() {
        try (exchange) {
            OutputStream out = exchange.getResponseBody();
            String text = next();
            while (text != null && !text.equals(BREAK)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                text = next();
            }
            if (text == null) {
                out.close();
            }
        } catch (IOException e) {
            // The follower is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
        }
    }

    /** The next thing to say, a heartbeat when there was nothing for a while, null at an orderly end. */
    private @Nullable String next() throws InterruptedException {
        long start = System.nanoTime();
        while (!over) {
            boolean mute = feed.isSilent();
            String text = mute ? null : unsent.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            if (text != null) {
                return text.equals(END) ? null : text;
            }
            if (mute) {
                Thread.sleep(LOOK_EVERY_MS);
            } else if (System.nanoTime() - start >= feed.beat().toNanos()) {
                return feed.heartbeat();
            }
        }
        return BREAK;
    }
}
