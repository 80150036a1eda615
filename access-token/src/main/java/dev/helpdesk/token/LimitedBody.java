package dev.helpdesk.token;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Reads a response body into memory as long as it is not larger than allowed. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
    private long remaining;
    private @Nullable Subscription subscription;

    LimitedBody(int maxBytes) {
        remaining = maxBytes;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        body.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        remaining -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (remaining >= 0) {
            body.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            body.onError(new IOException("the answer is too large"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.onError(failure);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body.getBody();
    }
}
