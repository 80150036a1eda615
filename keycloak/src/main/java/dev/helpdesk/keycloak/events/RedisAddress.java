package dev.helpdesk.keycloak.events;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where Redis is and how to log in there. Its text form leaves the password out.
 *
 * @param user the ACL user, empty for the default one
 * @param password empty when there is none
 */
record RedisAddress(String host, int port, boolean tls, String user, String password, int database) {

    private static final int DEFAULT_PORT = 6379;

    /** Reads {@code redis[s]://[[user]:password@]host[:port][/database]}; its failures never repeat the text. */
    static RedisAddress parse(String text) {
        URI uri = uri(text);
        boolean tls = "rediss".equals(uri.getScheme());
        boolean scheme = tls || "redis".equals(uri.getScheme());
        if (!scheme || uri.getHost() == null) {
            throw malformed();
        }
        String[] login = Objects.requireNonNullElse(uri.getRawUserInfo(), "").split(":", 2);
        return new RedisAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                tls,
                login.length < 2 ? "" : decode(login[0]),
                decode(login[login.length - 1]),
                database(uri.getPath()));
    }

    @Override
    public String toString() {
        return "RedisAddress[" + host + ":" + port + "]";
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException withTheText) {
            throw malformed();
        }
    }

    private static int database(String path) {
        if (path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/[0-9]{1,4}")) {
            throw malformed();
        }
        return Integer.parseInt(path.substring(1));
    }

    /** Percent-encoding only: a plus sign in a password is a plus sign. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "the Redis address is not of the form redis://:password@host:port/database");
    }
}
