package dev.helpdesk.auth.feed;

/** What a follower is still to be told. */
sealed interface News {

    /**
     * An entry of the log.
     *
     * @param since when it came, by {@link System#nanoTime}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Entry(String position, byte[] written, long since) implements News {}

    /** The log can be trusted, or no more. */
    record Trust(boolean whole) implements News {}

    /** The log is another one. */
    record Rebuilt() implements News {}

    /** Look at {@link Inbox#ending}. */
    record Ended() implements News {}
}
