package dev.helpdesk.service.error;

import java.util.List;

/**
 * The errors of one part of a service and where their sentences stand. Every bean of this type is known to the error answers.
 *
 * @param messages base name of the message bundle on the class path, such as {@code messages/auth-errors}: for each code a
 *     {@code <code>.title} and a {@code <code>}, for each field rule a {@code field.<rule>}, in English and French
 * @param codes all codes of this part
 */
public record ErrorCatalogue(String messages, List<ErrorCode> codes) {

    public ErrorCatalogue {
        codes = List.copyOf(codes);
    }

    /** The catalogue of an enum of codes. */
    public static ErrorCatalogue of(String messages, ErrorCode... codes) {
        return new ErrorCatalogue(messages, List.of(codes));
    }

    /** The sentences that a code lacks in English or French, for a test to find empty; a service with any does not start. */
    public List<String> missingSentences() {
        return ErrorSentences.missing(this);
    }
}
