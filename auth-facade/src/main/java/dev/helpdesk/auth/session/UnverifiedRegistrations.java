package dev.helpdesk.auth.session;

import dev.helpdesk.auth.keycloak.KeycloakUsers;
import dev.helpdesk.auth.keycloak.NewUser;
import dev.helpdesk.auth.keycloak.Registration;
import dev.helpdesk.service.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * New accounts whose address has to be proven first. Nothing tells whether an address is taken: the password is judged in either
 * case, the mail goes out beside the answer, and no answer comes before its time.
 */
@Service
class UnverifiedRegistrations {

    private static final Logger LOG = LoggerFactory.getLogger(UnverifiedRegistrations.class);

    private final KeycloakUsers users;
    private final Clock clock;
    private final Duration answerAfter;

    UnverifiedRegistrations(KeycloakUsers users, RegistrationProperties registration, Clock clock) {
        this.users = users;
        this.clock = clock;
        this.answerAfter = registration.verification().answerAfter();
    }

    void register(NewUser user) {
        long start = System.nanoTime();
        Registration outcome = users.register(user);
        if (outcome instanceof Registration.EmailTaken) {
            outcome = users.rehearse(user);
        }
        waitUntil(start + answerAfter.toNanos());
        switch (outcome) {
            case Registration.Created(String userId) -> afterwards(() -> users.sendVerificationMail(userId));
            case Registration.EmailTaken taken -> afterwards(() -> sendMailAgain(user));
            case Registration.Refused refused -> throw Registrations.invalid(refused);
        }
    }

    /** The account may have been made by this very registration, and the one who did it died before the mail. */
    private void sendMailAgain(NewUser user) {
        if (user.stamp() != null) {
            users.madeBy(user, clock.instant().minus(KeyedRegistrations.KEPT))
                    .filter(made -> !made.emailVerified())
                    .ifPresent(made -> users.sendVerificationMail(made.id()));
        }
    }

    private static void afterwards(Runnable mail) {
        Thread.ofVirtual().name("verification-mail").start(() -> {
            try {
                mail.run();
            } catch (ApiException e) {
                LOG.warn("A verification mail could not be sent", e.getCause());
            }
        });
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
