package dev.helpdesk.authclient.feed;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body without an end, read piece by piece by one thread that does not wait for ever: a stream whose other side is gone without a
 * word would never end by itself.
 */
final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {

    private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private @Nullable Subscription subscription;
    private boolean closed;

    /** What came, or how it ended. */
    private record Piece(
            List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

    @Override
    public CompletionStage<TimedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Subscription subscribed) {
        subscription = subscribed;
        if (closed) {
            subscribed.cancel();
        } else {
            subscribed.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /**
     * The next bytes; none at the end of the body.
     *
     * @throws IOException if the connection broke, or nothing came in time
     */
    List<ByteBuffer> read(Duration patience) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Piece piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        // The time counts even if something is there: a process that was stopped for a while finds what came meanwhile.
        if (piece == null || System.nanoTime() - start > patience.toNanos()) {
            throw new IOException("nothing came for " + patience.toMillis() + " ms");
        }
        if (piece.failure() != null) {
            throw new IOException("the connection broke: " + piece.failure(), piece.failure());
        }
        if (!piece.last()) {
            requestMore();
        }
        return piece.bytes();
    }

    private synchronized void requestMore() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
