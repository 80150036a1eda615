package dev.helpdesk.service.error;

import org.springframework.http.HttpStatus;

/**
 * One way a request can fail. Services list theirs as an enum; the sentences for people stand in the message bundle named by
 * their {@link ErrorCatalogue}.
 */
public interface ErrorCode {

    /** The stable name clients may rely on, such as {@code token_revoked}; {@code docs/errors.md} lists them all. */
    String code();

    /** The HTTP status that goes with it. */
    HttpStatus status();
}
