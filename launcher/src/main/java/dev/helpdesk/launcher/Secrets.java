package dev.helpdesk.launcher;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random secrets whose letters need no escaping anywhere: not in URLs, shells or configuration files. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
