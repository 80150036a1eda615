package dev.helpdesk.auth.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.auth.keycloak.Grant;
import dev.helpdesk.auth.keycloak.KeycloakTokens;
import dev.helpdesk.auth.keycloak.Renewal;
import dev.helpdesk.auth.keycloak.SessionHolder;
import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.token.BearerToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntrospectionsTests {

    private static final Executor VIRTUAL = work -> Thread.ofVirtual().start(work);
    private static final BearerToken TOKEN = new BearerToken("a.b.c");

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Predicate<BearerToken> answer = token -> true;
    private final Introspections introspections = new Introspections(new Asked());

    /** A Keycloak that is asked about access tokens only. */
    private final class Asked implements KeycloakTokens {

        @Override
        public boolean honours(BearerToken token) {
            asked.incrementAndGet();
            return answer.test(token);
        }

        @Override
        public Grant logIn(String email, String password, @Nullable String otp) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Renewal refresh(String refreshToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<SessionHolder> holderOf(String refreshToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<SessionHolder> endSessionOf(String refreshToken) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void asksOnceForAllWhoShowTheSameToken() {
        CountDownLatch go = new CountDownLatch(1);
        answer = token -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        };
        List<CompletableFuture<Boolean>> callers = IntStream.range(0, 50)
                .mapToObj(caller -> CompletableFuture.supplyAsync(() -> introspections.honour(TOKEN), VIRTUAL))
                .toList();
        await().until(() -> asked.get() == 1);
        go.countDown();

        callers.forEach(caller -> assertThat(caller.join()).isTrue());
        assertThat(asked).hasValue(1);
    }

    @Test
    void keepsTokensApart() {
        answer = token -> token.equals(TOKEN);

        assertThat(introspections.honour(TOKEN)).isTrue();
        assertThat(introspections.honour(new BearerToken("a.b.d"))).isFalse();
        assertThat(asked).hasValue(2);
    }

    @Test
    void noticesWithinASecondOrSoThatATokenIsRevoked() {
        assertThat(introspections.honour(TOKEN)).isTrue();
        answer = token -> false;

        await().atMost(Duration.ofSeconds(2)).until(() -> !introspections.honour(TOKEN));
    }

    @Test
    void remembersNoFailure() {
        answer = token -> {
            throw ApiException.of(CommonError.IDENTITY_UNAVAILABLE);
        };
        assertThatThrownBy(() -> introspections.honour(TOKEN)).isInstanceOf(ApiException.class);
        answer = token -> true;

        assertThat(introspections.honour(TOKEN)).isTrue();
    }
}
