package dev.helpdesk.service.guard;

/** What a failed call says of the server. */
public enum Fault {
    /** Nothing: it answered as it should, about what the caller asked. */
    NONE,
    /** It answered that it cannot, or something that makes no sense. */
    FAILED,
    /** There was no connection, or it broke. */
    CUT,
    /** It took too long. */
    SILENT
}
