package dev.helpdesk.service.json;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/** A string that must not be taken in; where it stood is the path. */
final class InvalidCharactersException extends MismatchedInputException {

    InvalidCharactersException(JsonParser parser) {
        super(parser, "The string holds a NUL or a lone surrogate", String.class);
    }
}
