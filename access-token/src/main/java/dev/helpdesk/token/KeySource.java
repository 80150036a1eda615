package dev.helpdesk.token;

import java.io.IOException;
import java.util.Map;

/** Where the issuer publishes its keys. */
@FunctionalInterface
interface KeySource {

    /**
     * Reads all keys, by their id.
     *
     * @throws IOException if they cannot be read or there are none
     */
    Map<String, SigningKey> fetch() throws IOException;
}
