import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/**
 * Checks a running system from outside, as a client sees it: health, registration and login, token verification, the services'
 * talk with each other, and that bad tokens are refused everywhere. Needs a JDK 17 or newer and nothing else:
 *
 * <pre>java scripts/TestIntegration.java [--auth URL --user URL]</pre>
 *
 * <p>Each run registers one user with a random address and leaves it behind, logged out. Where new users must prove their address
 * first, the user of {@code DEV_USER_EMAIL} takes part instead, and gets a new name and picture.
 */
public final class TestIntegration {

    private static final Duration REVOCATION_DEADLINE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Api auth;
    private final Api user;
    private final Report report;
    private Person person = Person.random();
    private Session session;

    private TestIntegration(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
        auth = new Api(settings.authUrl());
        user = new Api(settings.userUrl());
    }

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Settings settings;
        try {
            settings = Settings.from(arguments, System.getenv());
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            out.println("Usage: java scripts/TestIntegration.java [--auth URL --user URL]");
            System.exit(2);
            return;
        }
        Report report = new Report(out);
        new TestIntegration(settings, report).run();
        System.exit(report.summarize() ? 0 : 1);
    }

    private void run() {
        report.title("Helpdesk Identity at " + settings.authUrl() + " and " + settings.userUrl());
        if (!health()) {
            report.hint("Nothing else was checked. `make start` starts a development system.");
            return;
        }
        registrationAndLogin();
        tokenVerification();
        betweenServices();
        profile();
        middleware();
        refresh();
        serviceAccount();
        administration();
        logout();
    }

    private boolean health() {
        report.group("Health of the services");
        boolean authAnswers = report.check("auth service answers GET /health", () -> healthy(auth));
        boolean userAnswers = report.check("user service answers GET /health", () -> healthy(user));
        return authAnswers && userAnswers;
    }

    private void healthy(Api api) {
        String status = api.get("/health").send().status(200).text("status");
        Check.that(status.equals("ok") || status.equals("degraded"), "status is ok or degraded, not " + status);
    }

    private void registrationAndLogin() {
        report.group("Registration and login");
        report.check("registration gives tokens and the user", this::registers);
        report.check("a second registration of the address makes no second user", this::registersOnce);
        report.check("a weak password is refused by field", this::refusesWeakPassword);
        report.check(
                "login gives tokens",
                () -> Session.from(login(person.password()).status(200)));
        report.check(
                "a wrong password is refused", () -> login("not-the-password-1").error(401, "invalid_credentials"));
        report.check("an unknown address is refused in the same words", this::refusesUnknownAddressAlike);
        report.check("errors are told in French on request", this::speaksFrench);
    }

    private void registers() {
        Answer answer = registration();
        if (answer.status() == 202) {
            usesKnownUser();
            return;
        }
        answer.status(201).has("user.email", person.email()).has("user.firstName", "Ada");
        session = Session.from(answer);
        Check.that(
                answer.header("Location").endsWith("/api/auth/users/" + session.userId()),
                "Location names the new user");
    }

    /** Where new users must prove their address first, a user that exists takes over. */
    private void usesKnownUser() {
        if (!settings.knows("DEV_USER_EMAIL", "DEV_USER_PASSWORD")) {
            throw new Skipped("new users must prove their address first: set DEV_USER_EMAIL and DEV_USER_PASSWORD");
        }
        person = new Person(settings.get("DEV_USER_EMAIL"), settings.get("DEV_USER_PASSWORD"));
        session = Session.from(login(person.password()).status(200));
    }

    private void registersOnce() {
        Answer answer = registration();
        if (answer.status() != 202) {
            answer.error(409, "email_taken");
        }
    }

    private Answer registration() {
        return register(person.email(), person.password());
    }

    private Answer register(String email, String password) {
        return auth.post("/api/auth/register")
                .json("{\"email\":%s,\"password\":%s,\"firstName\":\"Ada\",\"lastName\":\"Lovelace\"}", email, password)
                .send();
    }

    private void refusesWeakPassword() {
        register(Person.random().email(), "short")
                .error(400, "validation_failed")
                .has("errors.0.field", "password");
    }

    private Answer login(String password) {
        return logIn(person.email(), password).send();
    }

    private Call logIn(String email, String password) {
        return auth.post("/api/auth/login").json("{\"email\":%s,\"password\":%s}", email, password);
    }

    private void refusesUnknownAddressAlike() {
        Answer wrong = login("not-the-password-2").error(401, "invalid_credentials");
        logIn(Person.random().email(), person.password())
                .send()
                .error(401, "invalid_credentials")
                .has("error", wrong.text("error"));
    }

    private void speaksFrench() {
        String english =
                auth.get("/api/auth/me").send().error(401, "token_missing").text("error");
        String french = auth.get("/api/auth/me")
                .header("Accept-Language", "fr-FR,fr;q=0.9")
                .send()
                .error(401, "token_missing")
                .text("error");
        Check.that(!french.equals(english), "the French sentence differs from: " + english);
    }

    private void tokenVerification() {
        report.group("Token verification");
        report.check("a good token is verified", this::verifiesGoodToken);
        report.check(
                "the token's user is shown",
                () -> ask(auth, "/api/auth/me")
                        .status(200)
                        .has("user.id", session().userId())
                        .has("user.email", person.email()));
        refusesBadTokens(auth, "/api/auth/verify");
    }

    private void verifiesGoodToken() {
        Answer answer = ask(auth, "/api/auth/verify")
                .status(200)
                .has("valid", "true")
                .has("user.id", session().userId())
                .has("token.sessionId", session().sessionId());
        Check.same("X-Auth-User-Id", session().userId(), answer.header("X-Auth-User-Id"));
    }

    private void betweenServices() {
        report.group("Communication between the services");
        report.check(
                "user service takes the auth service's token and knows its user",
                () -> readProfile().has("profile.userId", session().userId()).has("profile.email", person.email()));
        report.check("the request id is passed back", () -> {
            String id = "check-" + Person.hex(6);
            Answer answer = user.get("/api/profile/me")
                    .bearer(session().accessToken())
                    .header("X-Request-Id", id)
                    .send()
                    .status(200);
            Check.same("X-Request-Id", id, answer.header("X-Request-Id"));
        });
    }

    private Answer readProfile() {
        return ask(user, "/api/profile/me").status(200);
    }

    private void profile() {
        report.group("Profile and avatar");
        report.check("a profile is updated and read back", () -> {
            updateProfile("displayName", "Countess of Lovelace").status(200);
            readProfile().has("profile.displayName", "Countess of Lovelace");
        });
        report.check(
                "a field nobody may set is refused",
                () -> updateProfile("role", "admin").error(400, "unknown_field"));
        report.check("an avatar is taken and served", this::servesAvatar);
        report.check(
                "a file that is no image is refused",
                () -> uploadAvatar("no image".getBytes(StandardCharsets.UTF_8)).error(415, "unsupported_image"));
    }

    private Answer updateProfile(String field, String value) {
        return user.put("/api/profile/me")
                .bearer(session().accessToken())
                .json("{%s:%s}", field, value)
                .send();
    }

    private void servesAvatar() {
        String path = uploadAvatar(Person.portrait()).status(200).text("avatar.variants.64");
        Answer image = user.get(URI.create(path).getRawPath()).send();
        image.status(200);
        Check.that(image.header("Content-Type").startsWith("image/"), "the avatar is served as an image");
        Check.same("X-Content-Type-Options", "nosniff", image.header("X-Content-Type-Options"));
    }

    private Answer uploadAvatar(byte[] file) {
        return user.post("/api/profile/avatar")
                .bearer(session().accessToken())
                .file("avatar", "avatar.png", file)
                .send();
    }

    private void middleware() {
        report.group("Authentication middleware");
        refusesBadTokens(user, "/api/profile/me");
        for (String path : List.of("/api/admin/users", "/api/admin/stats")) {
            report.check("a user may not GET " + path, () -> refusesUser(user, path));
        }
        for (String path : List.of("/api/auth/stats", "/api/auth/users", "/api/auth/users/email/" + person.email())) {
            report.check("a user may not GET " + path.replace(person.email(), ":email"), () -> refusesUser(auth, path));
        }
    }

    private void refusesBadTokens(Api api, String path) {
        String where = " is refused by GET " + path;
        report.check("a missing token" + where, () -> {
            Answer answer = api.get(path).send().error(401, "token_missing");
            Check.same(
                    "WWW-Authenticate",
                    "Bearer",
                    answer.header("WWW-Authenticate").split("[ ,]")[0]);
        });
        report.check("garbage" + where, () -> refusesToken(api, path, "garbage"));
        report.check(
                "an altered token" + where,
                () -> refusesToken(api, path, Forgery.altered(session().accessToken())));
        report.check(
                "an unsigned token" + where,
                () -> refusesToken(api, path, Forgery.unsigned(session().accessToken())));
        report.check(
                "a token signed with a shared secret" + where,
                () -> refusesToken(
                        api, path, Forgery.signedWithSharedSecret(session().accessToken(), settings.jwtSecret())));
    }

    private void refusesToken(Api api, String path, String token) {
        Answer answer = api.get(path).bearer(token).send().error(401, "token_invalid");
        Check.that(
                answer.header("WWW-Authenticate").contains("error=\"invalid_token\""),
                "WWW-Authenticate says invalid_token");
    }

    private void refusesUser(Api api, String path) {
        ask(api, path).error(403, "forbidden");
    }

    private void refresh() {
        report.group("Refresh");
        report.check("a refresh token gives a new pair", () -> {
            Session before = session();
            session = Session.from(refresh(before.refreshToken()).status(200));
            Check.same("session", before.sessionId(), session.sessionId());
            Check.that(!session.accessToken().equals(before.accessToken()), "the access token is a new one");
            readProfile();
        });
        report.check(
                "an unknown refresh token is refused", () -> refresh("garbage").error(401, "refresh_token_invalid"));
    }

    private Answer refresh(String refreshToken) {
        return auth.post("/api/auth/refresh")
                .json("{\"refreshToken\":%s}", refreshToken)
                .send();
    }

    private void serviceAccount() {
        if (!settings.knows("KEYCLOAK_URL", "AUTH_CLIENT_ID", "AUTH_CLIENT_SECRET")) {
            return;
        }
        report.group("Service account");
        report.check("a service finds the user by id and by address", () -> {
            String token = serviceToken();
            for (String path : List.of(session().userId(), "email/" + person.email())) {
                auth.get("/api/auth/users/" + path)
                        .bearer(token)
                        .send()
                        .status(200)
                        .has("user.id", session().userId());
            }
        });
    }

    private String serviceToken() {
        return new Api(settings.get("KEYCLOAK_URL"))
                .post("/realms/" + settings.realm() + "/protocol/openid-connect/token")
                .basic(settings.get("AUTH_CLIENT_ID"), settings.get("AUTH_CLIENT_SECRET"))
                .form("grant_type=client_credentials")
                .send()
                .status(200)
                .text("access_token");
    }

    private void administration() {
        if (!settings.knows("DEV_ADMIN_EMAIL", "DEV_ADMIN_PASSWORD")) {
            return;
        }
        report.group("Administration");
        report.check("an administrator sees users and statistics", () -> {
            Session admin = Session.from(logIn(settings.get("DEV_ADMIN_EMAIL"), settings.get("DEV_ADMIN_PASSWORD"))
                    .send()
                    .status(200));
            sees(admin, auth, "/api/auth/stats").number("stats.users.total");
            sees(admin, user, "/api/admin/stats").number("stats.profiles.total");
            sees(admin, user, "/api/admin/users?limit=5").text("users.0.id");
            endSession(admin).status(200);
        });
    }

    private Answer sees(Session admin, Api api, String path) {
        return api.get(path).bearer(admin.accessToken()).send().status(200);
    }

    private void logout() {
        report.group("Logout");
        report.check("logout is confirmed, also a second time", () -> {
            endSession(session()).status(200).has("success", "true");
            endSession(session()).status(200).has("success", "true");
        });
        report.check(
                "the auth service refuses the token at once",
                () -> ask(auth, "/api/auth/verify").error(401, "token_revoked"));
        report.check("the user service refuses the token", this::refusesTokenSoon);
        report.check(
                "the refresh token is dead too",
                () -> refresh(session().refreshToken()).status(401));
    }

    private Answer endSession(Session ended) {
        return auth.post("/api/auth/logout")
                .bearer(ended.accessToken())
                .json("{\"refreshToken\":%s}", ended.refreshToken())
                .send();
    }

    /** A service that checks tokens locally may trust an earlier verdict for some seconds. */
    private void refusesTokenSoon() {
        long deadline = System.nanoTime() + REVOCATION_DEADLINE.toNanos();
        Answer answer = ask(user, "/api/profile/me");
        while (answer.status() == 200 && System.nanoTime() < deadline) {
            pause();
            answer = ask(user, "/api/profile/me");
        }
        answer.error(401, "token_revoked");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("stopped while waiting", stopped);
        }
    }

    private Answer ask(Api api, String path) {
        return api.get(path).bearer(session().accessToken()).send();
    }

    private Session session() {
        if (session == null) {
            throw new Skipped("no user could be registered");
        }
        return session;
    }
}

/** Where the system is and what is known of it. */
final class Settings {

    private static final Path DEVELOPMENT = Path.of(".run", "dev.env");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Options win over the environment, the environment over the file of `make start`. The file counts only while nobody named
     * another system: its passwords are not for strangers.
     */
    static Settings from(String[] arguments, Map<String, String> environment) {
        Map<String, String> options = options(arguments);
        Map<String, String> values = new HashMap<>();
        values.put("AUTH_URL", "http://localhost:3001");
        values.put("USER_URL", "http://localhost:3002");
        if (options.isEmpty() && !environment.containsKey("AUTH_URL") && !environment.containsKey("USER_URL")) {
            values.putAll(developmentValues());
        }
        values.putAll(environment);
        values.putAll(options);
        values.replaceAll((name, value) -> name.endsWith("_URL") ? value.replaceAll("/+$", "") : value);
        requireUrl(values.get("AUTH_URL"));
        requireUrl(values.get("USER_URL"));
        return new Settings(values);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!List.of("--auth", "--user").contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Not understood: " + arguments[i]);
            }
            options.put(arguments[i].equals("--auth") ? "AUTH_URL" : "USER_URL", arguments[i + 1]);
        }
        return options;
    }

    private static Map<String, String> developmentValues() {
        Map<String, String> values = new HashMap<>();
        for (Path folder : List.of(Path.of(""), repository())) {
            Path file = folder.resolve(DEVELOPMENT);
            if (values.isEmpty() && Files.isReadable(file)) {
                lines(file).stream().filter(line -> line.matches("[A-Z_]+=.*")).forEach(line -> {
                    int equals = line.indexOf('=');
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                });
            }
        }
        return values;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder above the one this file stands in. */
    private static Path repository() {
        try {
            URI source = Settings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(source).resolve("../..").normalize();
        } catch (URISyntaxException | RuntimeException unknown) {
            return Path.of("");
        }
    }

    private static void requireUrl(String url) {
        if (!url.matches("https?://[^/].*")) {
            throw new IllegalArgumentException("Not a URL: " + url);
        }
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    String authUrl() {
        return get("AUTH_URL");
    }

    String userUrl() {
        return get("USER_URL");
    }

    String realm() {
        return values.getOrDefault("KEYCLOAK_REALM", "helpdesk");
    }

    /** The secret a forger would try first: the one configured in the days before Keycloak, else the guide's sample. */
    String jwtSecret() {
        return values.getOrDefault("JWT_SECRET", "your-very-long-secret-key");
    }

    boolean knows(String... names) {
        return values.keySet().containsAll(List.of(names));
    }
}

/** The user this run registers. */
record Person(String email, String password) {

    private static final Random RANDOM = new SecureRandom();

    static Person random() {
        return new Person("integration-" + hex(8) + "@example.com", "Pass-" + hex(12));
    }

    static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static byte[] portrait() {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }
}

/** What login, registration and refresh give. */
record Session(String userId, String sessionId, String accessToken, String refreshToken) {

    static Session from(Answer answer) {
        answer.has("tokenType", "Bearer").number("expiresIn");
        return new Session(
                answer.text("user.id"),
                answer.text("sessionId"),
                answer.text("accessToken"),
                answer.text("refreshToken"));
    }

    @Override
    public String toString() {
        return "Session[" + sessionId + "]";
    }
}

/** Tokens an attacker would make of a genuine one. */
final class Forgery {

    private Forgery() {}

    /** The same token with more roles, under the signature of the old one. */
    static String altered(String token) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + encode(withAdminRole(decode(parts[1]))) + "." + parts[2];
    }

    static String unsigned(String token) {
        return encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + token.split("\\.")[1] + ".";
    }

    static String signedWithSharedSecret(String token, String secret) {
        String content = encode("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + token.split("\\.")[1];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String withAdminRole(String payload) {
        String altered = payload.replace("\"user\"", "\"admin\"");
        return altered.equals(payload) ? payload.replaceFirst("}$", ",\"admin\":true}") : altered;
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String part) {
        return encode(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    }
}

/** One service, by its address. */
record Api(String url) {

    Call get(String path) {
        return new Call("GET", url + path);
    }

    Call post(String path) {
        return new Call("POST", url + path);
    }

    Call put(String path) {
        return new Call("PUT", url + path);
    }
}

/** One request in the making. */
final class Call {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A development start believes it, so that runs in a row do not share one limit; everybody else ignores it. */
    private static final String CLIENT_ADDRESS =
            "198.18." + (int) (Math.random() * 256) + "." + (int) (Math.random() * 256);

    private final String method;
    private final String url;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

    Call(String method, String url) {
        this.method = method;
        this.url = url;
        request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("X-Forwarded-For", CLIENT_ADDRESS);
    }

    Call header(String name, String value) {
        request.header(name, value);
        return this;
    }

    Call bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    Call basic(String id, String secret) {
        String credentials = encode(id) + ":" + encode(secret);
        return header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    /** A JSON body; each {@code %s} stands for a string, quoted here. */
    Call json(String template, String... strings) {
        Object[] quoted = Stream.of(strings).map(Json::quote).toArray();
        return body("application/json", template.formatted(quoted).getBytes(StandardCharsets.UTF_8));
    }

    Call form(String parameters) {
        return body("application/x-www-form-urlencoded", parameters.getBytes(StandardCharsets.UTF_8));
    }

    Call file(String field, String name, byte[] content) {
        String boundary = "part-" + Person.hex(8);
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        parts.writeBytes(content);
        parts.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body("multipart/form-data; boundary=" + boundary, parts.toByteArray());
    }

    private Call body(String type, byte[] content) {
        body = BodyPublishers.ofByteArray(content);
        return header("Content-Type", type);
    }

    Answer send() {
        try {
            return new Answer(
                    method + " " + url, CLIENT.send(request.method(method, body).build(), BodyHandlers.ofString()));
        } catch (IOException unreachable) {
            String reason = unreachable.getMessage() == null ? "" : ": " + unreachable.getMessage();
            throw new Failed(method + " " + url + "\n  no answer: "
                    + unreachable.getClass().getSimpleName() + reason);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("stopped while waiting", stopped);
        }
    }
}

/** An answer and what may be asked of it; what is not as asked fails the check. */
record Answer(String request, HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    Answer status(int expected) {
        if (status() != expected) {
            throw failed("status is " + expected);
        }
        return this;
    }

    /** An error in the documented form: problem+json with the envelope and this code. */
    Answer error(int expected, String code) {
        status(expected).has("code", code).has("success", "false").has("status", Integer.toString(expected));
        if (!header("Content-Type").startsWith("application/problem+json")) {
            throw failed("Content-Type is application/problem+json, not " + header("Content-Type"));
        }
        return this;
    }

    Answer has(String path, String expected) {
        if (!expected.equals(text(path))) {
            throw failed(path + " is " + expected);
        }
        return this;
    }

    long number(String path) {
        if (value(path) instanceof Number number) {
            return number.longValue();
        }
        throw failed(path + " is a number");
    }

    String text(String path) {
        Object value = value(path);
        return value instanceof Number number ? Long.toString(number.longValue()) : String.valueOf(value);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private Object value(String path) {
        Object value;
        try {
            value = Json.parse(response.body());
        } catch (IllegalArgumentException wrong) {
            throw failed("the body is JSON (" + wrong.getMessage() + ")");
        }
        for (String name : path.split("\\.")) {
            value = member(value, name);
            if (value == null) {
                throw failed("the body has " + path);
            }
        }
        return value;
    }

    private static Object member(Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return members.get(name);
        }
        if (value instanceof List<?> elements
                && name.matches("[0-9]{1,6}")
                && Integer.parseInt(name) < elements.size()) {
            return elements.get(Integer.parseInt(name));
        }
        return null;
    }

    private Failed failed(String expected) {
        String body = response.body().replaceAll("eyJ[A-Za-z0-9_.-]+", "(token)");
        return new Failed(request + "\n  expected: " + expected + "\n  answered: " + status() + " "
                + body.substring(0, Math.min(body.length(), 600)));
    }
}

/** A check that did not hold. */
final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failed(String detail) {
        super(detail);
    }
}

/** A check that could not be made. */
final class Skipped extends RuntimeException {

    private static final long serialVersionUID = 1;

    Skipped(String reason) {
        super(reason);
    }
}

/** Plain assertions. */
final class Check {

    private Check() {}

    static void that(boolean holds, String expectation) {
        if (!holds) {
            throw new Failed("  expected: " + expectation);
        }
    }

    static void same(String what, String expected, String actual) {
        that(expected.equals(actual), what + " is " + expected + ", not " + actual);
    }
}

/** Runs the checks, prints a line for each and remembers what failed. */
final class Report {

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private int passed;
    private int skipped;

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String title) {
        out.println(title);
    }

    void group(String name) {
        out.println();
        out.println(name);
    }

    void hint(String hint) {
        group(hint);
    }

    boolean check(String name, Runnable check) {
        long before = System.nanoTime();
        try {
            check.run();
            passed++;
            line("\u2713", name, millisSince(before) + " ms");
            return true;
        } catch (Skipped skip) {
            skipped++;
            line("-", name, "skipped: " + skip.getMessage());
        } catch (RuntimeException failure) {
            failures.put(name, failure instanceof Failed ? failure.getMessage() : failure.toString());
            line("\u2717", name, millisSince(before) + " ms");
        }
        return false;
    }

    private void line(String mark, String name, String remark) {
        out.printf("  %s %-84s %s%n", mark, name, remark);
    }

    private static long millisSince(long before) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    }

    boolean summarize() {
        failures.forEach((name, detail) -> out.printf("%nFailed: %s%n%s%n", name, detail));
        out.printf(
                "%n%d passed, %d failed, %d skipped in %.1f s%n",
                passed, failures.size(), skipped, millisSince(start) / 1000.0);
        return failures.isEmpty() && skipped == 0;
    }
}

/** Reads JSON into maps, lists, strings, numbers, booleans and null. */
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.peek() != 0) {
            throw json.wrong("nothing more");
        }
        return value;
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            quoted.append(c == '"' || c == '\\' ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : c);
        }
        return quoted.append('"').toString();
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                expect(',');
            }
            String name = string();
            expect(':');
            members.put(name, value());
        }
        expect('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value());
        }
        expect(']');
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int simple = "bfnrt\"\\/".indexOf(c);
        if (simple >= 0) {
            return "\b\f\n\r\t\"\\/".charAt(simple);
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw wrong("an escape");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Object literal() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String literal = text.substring(from, at);
        return switch (literal) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> number(literal);
        };
    }

    private Number number(String literal) {
        try {
            return Double.valueOf(literal);
        } catch (NumberFormatException wrong) {
            throw wrong("a value");
        }
    }

    /** The next character behind white space, or 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("expected " + expected + " at character " + at);
    }
}
