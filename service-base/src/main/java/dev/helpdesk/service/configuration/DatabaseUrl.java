package dev.helpdesk.service.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code postgresql://user:password@host:port/database?parameters}, as the JDBC driver wants it. */
final class DatabaseUrl {

    private static final String VARIABLE = "DATABASE_URL";
    private static final List<String> SCHEMES = List.of("postgresql", "postgres");

    private DatabaseUrl() {}

    static Map<String, Object> translate(String text) {
        URI url = parse(text);
        Map<String, Object> properties = new LinkedHashMap<>();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        properties.put("spring.datasource.url", "jdbc:postgresql://" + url.getHost() + port + url.getRawPath() + query);
        if (url.getRawUserInfo() != null) {
            String[] user = url.getRawUserInfo().split(":", 2);
            properties.put("spring.datasource.username", decode(user[0]));
            properties.put("spring.datasource.password", user.length == 1 ? "" : decode(user[1]));
        }
        return properties;
    }

    /** The parser's own complaint would quote the URL, and with it the password. */
    private static URI parse(String text) {
        try {
            URI url = new URI(text);
            boolean whole = url.getHost() != null
                    && url.getRawPath() != null
                    && url.getRawPath().matches("/[^/]+");
            if (whole && SCHEMES.contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            // Told below.
        }
        throw new InvalidConfigurationException(
                VARIABLE,
                "must look like postgresql://user:password@host:port/database, special characters in the password percent-encoded");
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
