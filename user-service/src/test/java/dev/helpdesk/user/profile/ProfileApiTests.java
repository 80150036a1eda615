package dev.helpdesk.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class ProfileApiTests {

    private static final String ME = "/api/profile/me";
    private static final Instant TEN = Instant.parse("2026-11-01T10:00:00Z");

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private JdbcClient jdbc;

    private final User user = People.somebody();

    @Test
    void createsTheProfileOnFirstSight() {
        Answer answer = api.get(ME, authService.tokenOf(user)).expect(200);

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).matches("\"0-[0-9a-f]{8}\"");
        assertThat(answer.at("/success").asBoolean()).isTrue();
        assertThat(answer.at("/profile").propertyNames())
                .containsExactlyInAnyOrder(
                        "userId",
                        "email",
                        "firstName",
                        "lastName",
                        "displayName",
                        "phone",
                        "department",
                        "jobTitle",
                        "locale",
                        "timezone",
                        "bio",
                        "avatar",
                        "createdAt",
                        "updatedAt");
        assertThat(answer.at("/profile/userId").asString()).isEqualTo(user.id());
        assertThat(answer.at("/profile/email").asString()).isEqualTo(user.email());
        assertThat(answer.at("/profile/firstName").asString()).isEqualTo("Ada");
        assertThat(answer.at("/profile/lastName").asString()).isEqualTo("Lovelace");
        assertThat(answer.at("/profile/displayName").isNull()).isTrue();
        assertThat(answer.at("/profile/avatar").isNull()).isTrue();
        assertThat(Instant.parse(answer.at("/profile/createdAt").asString())).isAfter(TEN);
        assertThat(answer.at("/profile/updatedAt")).isEqualTo(answer.at("/profile/createdAt"));
    }

    @Test
    void makesOneProfileOfManyFirstCalls() throws Exception {
        String token = authService.tokenOf(user);
        try (ExecutorService callers = Executors.newFixedThreadPool(10)) {
            List<Future<Answer>> answers = IntStream.range(0, 10)
                    .mapToObj(i -> callers.submit(() -> api.get(ME, token)))
                    .toList();
            String first = answers.getFirst().get().expect(200).text();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().expect(200).text()).isEqualTo(first);
            }
        }
        assertThat(jdbc.sql("select count(*) from profile where user_id = ?")
                        .param(user.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void followsTheClaimsOfNewerTokensOnly() {
        String old = authService.tokenOf(user, TEN);
        String before = api.get(ME, old).expect(200).header("ETag");
        User married = People.renamed(user, "ada.king@example.org", "Ada", "King");

        Answer answer =
                api.get(ME, authService.tokenOf(married, TEN.plusSeconds(60))).expect(200);
        assertThat(answer.at("/profile/email").asString()).isEqualTo("ada.king@example.org");
        assertThat(answer.at("/profile/lastName").asString()).isEqualTo("King");
        assertThat(answer.header("ETag")).startsWith("\"1-").isNotEqualTo(before);

        assertThat(api.get(ME, old).expect(200).at("/profile/lastName").asString())
                .isEqualTo("King");
    }

    @Test
    void storesWhatTheUserWrites() {
        String token = authService.tokenOf(user);
        String json = """
                {"displayName": "<b>Ada</b> 👩‍💻", "phone": "+33612345678", "department": "R&D", "jobTitle": "Ingénieure",
                 "locale": "fr-CA", "timezone": "America/Montreal", "bio": "Line one\\nLine two"}""";

        Answer answer = api.put(ME, token, json).expect(200);

        assertThat(answer.header("ETag")).startsWith("\"1-");
        assertThat(answer.at("/profile/displayName").asString()).isEqualTo("<b>Ada</b> 👩‍💻");
        assertThat(answer.at("/profile/phone").asString()).isEqualTo("+33612345678");
        assertThat(answer.at("/profile/department").asString()).isEqualTo("R&D");
        assertThat(answer.at("/profile/jobTitle").asString()).isEqualTo("Ingénieure");
        assertThat(answer.at("/profile/locale").asString()).isEqualTo("fr-CA");
        assertThat(answer.at("/profile/timezone").asString()).isEqualTo("America/Montreal");
        assertThat(answer.at("/profile/bio").asString()).isEqualTo("Line one\nLine two");
        assertThat(api.get(ME, token).text()).isEqualTo(answer.text());
    }

    @Test
    void clearsWhatIsNullOrAbsent() {
        String token = authService.tokenOf(user);
        api.put(ME, token, "{\"displayName\": \"Ada\", \"department\": \"R&D\", \"bio\": \"Hello\"}")
                .expect(200);

        Answer answer = api.put(ME, token, "{\"displayName\": \"Countess\", \"bio\": null}")
                .expect(200);

        assertThat(answer.at("/profile/displayName").asString()).isEqualTo("Countess");
        assertThat(answer.at("/profile/department").isNull()).isTrue();
        assertThat(answer.at("/profile/bio").isNull()).isTrue();
    }

    @Test
    void changesOnlyWhatTheClientHasSeen() {
        String token = authService.tokenOf(user);
        String seen = api.get(ME, token).header("ETag");

        String now = api.send(api.putting(ME, token, "{\"bio\": \"1\"}").header("If-Match", seen))
                .expect(200)
                .header("ETag");
        api.send(api.putting(ME, token, "{\"bio\": \"2\"}").header("If-Match", seen))
                .expectError(412, "precondition_failed");
        api.send(api.putting(ME, token, "{\"bio\": \"2\"}").header("If-Match", "W/" + now))
                .expectError(412, "precondition_failed");
        api.send(api.putting(ME, token, "{\"bio\": \"2\"}").header("If-Match", "nonsense"))
                .expectError(412, "precondition_failed");
        assertThat(api.get(ME, token).at("/profile/bio").asString()).isEqualTo("1");
        api.send(api.putting(ME, token, "{\"bio\": \"3\"}").header("If-Match", "\"x\", " + now))
                .expect(200);
        api.send(api.putting(ME, token, "{\"bio\": \"4\"}").header("If-Match", "*"))
                .expect(200);
    }

    @Test
    void letsOneOfManyConditionalChangesThrough() throws Exception {
        String token = authService.tokenOf(user);
        String seen = api.get(ME, token).header("ETag");
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Answer>> answers = IntStream.range(0, 8)
                    .mapToObj(i ->
                            callers.submit(() -> api.send(api.putting(ME, token, "{\"bio\": \"%d\"}".formatted(i))
                                    .header("If-Match", seen))))
                    .toList();
            List<Integer> statuses =
                    answers.stream().map(ProfileApiTests::status).sorted().toList();
            assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        }
    }

    private static int status(Future<Answer> answer) {
        try {
            return answer.get().status();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sendsNothingTheClientHas() {
        String token = authService.tokenOf(user);
        String tag = api.get(ME, token).header("ETag");

        Answer answer =
                api.send(api.request(ME, token).header("If-None-Match", tag)).expect(304);

        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(tag);
        api.send(api.request(ME, token).header("If-None-Match", "\"other\"")).expect(200);
    }

    @Test
    void needsAToken() {
        Answer answer = api.get(ME).expectError(401, "token_missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(api.get(ME, "forged").expectError(401, "token_invalid").header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\"");
    }
}
