package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.guard.Guard;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.admin.client.resource.RealmResource;

/** Calls the admin API as the facade's service account and turns every failure that is not about the input into 503. */
class AdminApi {

    /** Kept: each {@code keycloak.realm(...)} builds a proxy anew. */
    private final RealmResource realm;

    private final Guard guard;

    AdminApi(RealmResource realm, Guard guard) {
        this.realm = realm;
        this.guard = guard;
    }

    /** The same for another purpose. */
    AdminApi within(Guard other) {
        return new AdminApi(realm, other);
    }

    /** Reads something; may ask twice. */
    <T> T call(Function<RealmResource, T> question) {
        return find(question).orElseThrow(() -> Unavailable.answered("an admin call", 404, null));
    }

    /** The same for questions to which 404 says that there is no such thing. */
    <T> Optional<T> find(Function<RealmResource, T> question) {
        return outcome(() -> guard.callAgainIfCut(() -> authorized(question)));
    }

    /** Changes something, once; empty when there is no such thing. */
    <T> Optional<T> change(Function<RealmResource, T> change) {
        return outcome(() -> guard.call(() -> authorized(change)));
    }

    /** Completes a change that has begun, without waiting for a place. */
    <T> Optional<T> complete(Function<RealmResource, T> change) {
        return outcome(() -> guard.complete(() -> authorized(change)));
    }

    private static <T> Optional<T> outcome(Supplier<T> call) {
        return Unavailable.orAnswer(() -> {
            try {
                return Optional.of(call.get());
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** A 401 means that Keycloak forgot our token, after a restart or a change of keys: it is dropped by now, a new one is fetched. */
    private <T> T authorized(Function<RealmResource, T> work) {
        try {
            return work.apply(realm);
        } catch (NotAuthorizedException e) {
            return work.apply(realm);
        }
    }
}
