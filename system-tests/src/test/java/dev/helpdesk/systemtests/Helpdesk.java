package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/** The running system as its clients see it. */
public final class Helpdesk {

    private final Map<String, String> environment;
    private final Supplier<Session> admin;

    /** Takes the variables of {@code .run/dev.env}. */
    public Helpdesk(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.admin = SingletonSupplier.of(this::loginAsAdmin);
    }

    public String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " among " + environment.keySet());
        }
        return value;
    }

    /** The same system as clients of this auth service see it. */
    public Helpdesk at(URI authService) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("AUTH_URL", authService.toString());
        return new Helpdesk(variables);
    }

    /** A call to the auth service, from an address of its own so that limits per address do not meet between tests. */
    public Call auth(String method, String path) {
        return Call.of(method, variable("AUTH_URL") + path).header("X-Forwarded-For", someAddress());
    }

    /** A call to the user service that checks tokens in this way. */
    public Call user(TokenMode mode, String method, String path) {
        return Call.of(method, variable(mode.urlVariable()) + path).header("X-Forwarded-For", someAddress());
    }

    public Session register(Person person) {
        return Session.of(auth("POST", "/api/auth/register")
                .json(person.registration())
                .send()
                .expect(201));
    }

    public Session login(Person person) {
        return Session.of(auth("POST", "/api/auth/login")
                .json(person.credentials())
                .send()
                .expect(200));
    }

    /** The administrator, logged in once for all tests: logins to one account are limited. */
    public Session admin() {
        return admin.get();
    }

    private Session loginAsAdmin() {
        return login(new Person(variable("DEV_ADMIN_EMAIL"), variable("DEV_ADMIN_PASSWORD"), "", ""));
    }

    public Answer verify(String accessToken) {
        return auth("GET", "/api/auth/verify").bearer(accessToken).send();
    }

    /** An access token of user-service's own service account, straight from Keycloak. */
    public String serviceToken() {
        return clientToken(variable("AUTH_CLIENT_ID"), variable("AUTH_CLIENT_SECRET"));
    }

    public String clientToken(String client, String secret) {
        String credentials = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
        return Call.post(realmUrl() + "/protocol/openid-connect/token")
                .header("Authorization", "Basic " + credentials)
                .body("application/x-www-form-urlencoded", "grant_type=client_credentials")
                .send()
                .expect(200)
                .at("/access_token");
    }

    public String realmUrl() {
        return variable("KEYCLOAK_URL") + "/realms/" + variable("KEYCLOAK_REALM");
    }

    public static String someAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(1, 255));
    }
}
