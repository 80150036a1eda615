package dev.helpdesk.auth.keycloak;

import dev.helpdesk.service.guard.Fault;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.http.conn.ConnectTimeoutException;
import tools.jackson.core.JacksonException;

/** What a failed call says of Keycloak. */
final class KeycloakFaults {

    /** Not about what was asked: our own token or secret is refused, or somebody in between has too much to do. */
    private static final Set<Integer> NOT_ABOUT_THE_QUESTION = Set.of(401, 407, 408, 429);

    private KeycloakFaults() {}

    /** The deepest cause that says something: libraries wrap a broken connection in exceptions of all kinds. */
    static Fault of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(KeycloakFaults::own)
                .filter(fault -> fault != Fault.NONE)
                .reduce((outer, inner) -> inner)
                .orElse(Fault.NONE);
    }

    private static Fault own(Throwable failure) {
        return switch (failure) {
            case UnexpectedAnswerException answered -> Fault.FAILED;
            case ClientErrorException answered ->
                NOT_ABOUT_THE_QUESTION.contains(answered.getResponse().getStatus()) ? Fault.FAILED : Fault.NONE;
            case WebApplicationException answered -> Fault.FAILED;
            case JacksonException junk -> Fault.FAILED;
            case com.fasterxml.jackson.core.JacksonException junk -> Fault.FAILED;
            case HttpTimeoutException late -> Fault.SILENT;
            case SocketTimeoutException late -> Fault.SILENT;
            case ConnectTimeoutException late -> Fault.SILENT;
            case IOException broken -> Fault.CUT;
            default -> Fault.NONE;
        };
    }
}
