package dev.helpdesk.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@UserServiceTest
class ProfileRulesTests {

    private static final String ME = "/api/profile/me";

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    private String token = "";

    @BeforeEach
    void logIn() {
        token = authService.tokenOf(People.somebody());
    }

    private Answer put(String field, String jsonValue) {
        return api.put(ME, token, "{\"%s\": %s}".formatted(field, jsonValue));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            displayName | "   "                    | blank
            displayName | ""                       | blank
            displayName | "a\\u0000b"              | invalid_characters
            displayName | "a\\nb"                  | invalid_characters
            displayName | "a\\u001bb"              | invalid_characters
            displayName | "a\\u0085b"              | invalid_characters
            displayName | "a\\u2028b"              | invalid_characters
            displayName | "a\\u00adb"              | invalid_characters
            displayName | "a\\u200bb"              | invalid_characters
            displayName | "a\\u200e"               | invalid_characters
            displayName | "\\u200fa"               | invalid_characters
            displayName | "a\\u202ab\\u202c"        | invalid_characters
            displayName | "a\\u202eb"              | invalid_characters
            displayName | "a\\u2060b"              | invalid_characters
            displayName | "a\\u2066b\\u2069"        | invalid_characters
            displayName | "a\\ufeffb"              | invalid_characters
            department  | "a\\u202eb"              | invalid_characters
            jobTitle    | "a\\u2067b"              | invalid_characters
            bio         | "a\\u202eb"              | invalid_characters
            bio         | "a\\u2069b"              | invalid_characters
            displayName | "\\u200d"                | blank
            displayName | "\\u00a0 \\u3000"         | blank
            displayName | "\\ud83d"                | invalid_characters
            bio         | "\\udc00x"               | invalid_characters
            bio         | "a\\u0007b"              | invalid_characters
            phone       | "0612345678"             | invalid_phone
            phone       | "+0612345678"            | invalid_phone
            phone       | "+33 6 12 34 56 78"      | invalid_phone
            phone       | "+1234567890123456"      | invalid_phone
            phone       | "+12345"                 | invalid_phone
            phone       | "+33612345678\\n"        | invalid_phone
            phone       | "+٣٣٦١٢٣٤٥٦٧٨"             | invalid_phone
            phone       | ""                       | invalid_phone
            locale      | "fr_FR"                  | invalid_locale
            locale      | "french"                 | invalid_locale
            locale      | "xx"                     | invalid_locale
            locale      | "fr-ZZ"                  | invalid_locale
            locale      | ""                       | invalid_locale
            locale      | "../etc"                 | invalid_locale
            timezone    | "Paris"                  | invalid_timezone
            timezone    | "+02:00"                 | invalid_timezone
            timezone    | "UTC+2"                  | invalid_timezone
            timezone    | "SystemV/PST8"           | invalid_timezone
            timezone    | "europe/paris"           | invalid_timezone
            timezone    | 2                        | wrong_type
            displayName | 42                       | wrong_type
            displayName | {"a": 1}                 | wrong_type
            displayName | ["a"]                    | wrong_type
            displayName | true                     | wrong_type
            """)
    void refusesInvalidValues(String field, String value, String code) {
        put(field, value).expectInvalid(field, code);
    }

    @ParameterizedTest
    @CsvSource({"displayName, 100", "department, 100", "jobTitle, 100", "bio, 2000"})
    void countsCharactersAsPeopleDo(String field, int max) {
        put(field, "\"" + "😀".repeat(max) + "\"").expect(200);
        put(field, "\"" + "x".repeat(max + 1) + "\"").expectInvalid(field, "too_long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"👩\u200d🚀 Ada", "❤\uFE0F", "می\u200cخواهم", "\u05e2\u05d3\u05d4", "Zoe\u0308"})
    void takesWhatPeopleWrite(String text) {
        assertThat(put("displayName", "\"" + text + "\"")
                        .expect(200)
                        .at("/profile/displayName")
                        .asString())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en-GB", "es-419", "zh-Hant-TW", "de-DE-1996", "fil"})
    void takesLanguageTags(String tag) {
        assertThat(put("locale", "\"" + tag + "\"")
                        .expect(200)
                        .at("/profile/locale")
                        .asString())
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "America/Argentina/Buenos_Aires", "Asia/Kolkata"})
    void takesTimeZones(String zone) {
        assertThat(put("timezone", "\"" + zone + "\"")
                        .expect(200)
                        .at("/profile/timezone")
                        .asString())
                .isEqualTo(zone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"role", "roles", "email", "userId", "firstName", "avatar", "version", "createdAt", "__proto__"})
    void refusesFieldsThatAreNotTheUsersToWrite(String field) {
        Answer answer = put(field, "\"admin\"").expectError(400, "unknown_field");

        assertThat(answer.at("/errors/0/field").asString()).isEqualTo(field);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Answer answer = api.put(ME, token, "{\"phone\": \"1\", \"locale\": \"?\", \"bio\": \"fine\"}")
                .expectError(400, "validation_failed");

        assertThat(answer.at("/errors").findValuesAsString("field")).containsExactly("locale", "phone");
    }

    @Test
    void speaksFrench() {
        Answer answer = api.send(
                        api.putting(ME, token, "{\"phone\": \"1\"}").header("Accept-Language", "fr-CA, en;q=0.5"))
                .expectError(400, "validation_failed");

        assertThat(answer.header("Content-Language")).isEqualTo("fr");
        assertThat(answer.at("/errors/0/message").asString())
                .isEqualTo("Ce n'est pas un numéro de téléphone au format international, tel que « +33123456789 ».");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{\"bio\": \"a\"} x", "{\"bio\":\"a\",\"bio\":\"b\"}"})
    void refusesWhatIsNoObject(String json) {
        Answer answer = api.put(ME, token, json);

        assertThat(answer.status()).as(answer::text).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void refusesLargeBodiesAndOtherTypes() {
        put("bio", "\"" + "x".repeat(1 << 20) + "\"").expectError(413, "body_too_large");
        api.send(api.request(ME, token)
                        .header("Content-Type", "text/plain")
                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                .expectError(415, "unsupported_media_type");
        assertThat(api.send(api.request(ME, token).DELETE())
                        .expectError(405, "method_not_allowed")
                        .header("Allow"))
                .contains("GET")
                .contains("PUT");
    }
}
