package dev.helpdesk.authclient.feed;

import org.jspecify.annotations.Nullable;

/**
 * One event of a {@code text/event-stream}.
 *
 * @param type its {@code event} field, {@code message} without one
 * @param id its own {@code id} field, if it has one
 * @param data its {@code data} lines
 */
record ServerSentEvent(String type, @Nullable String id, String data) {}
