package dev.helpdesk.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.token.User;
import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@UserServiceTest
class AvatarApiTests {

    private static final int LIMIT = 5 * 1024 * 1024;
    private static final String ME = "/api/profile/me";

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private JdbcClient jdbc;

    private final User user = People.somebody();
    private String token = "";

    @BeforeEach
    void logIn() {
        token = authService.tokenOf(user);
    }

    @Test
    void storesAPictureInEverySize() {
        Answer answer = api.upload(token, "avatar", Pictures.jpeg(800, 600)).expect(200);

        String url = answer.at("/avatar/url").asString();
        assertThat(url).matches("/api/profile/avatars/[0-9a-f-]{36}/256");
        assertThat(answer.at("/avatar").propertyNames()).containsExactly("url", "variants");
        assertThat(answer.at("/avatar/variants").propertyNames()).containsExactly("64", "256", "512");
        assertThat(answer.at("/avatar/variants/256").asString()).isEqualTo(url);
        assertThat(api.get(ME, token).at("/profile/avatar")).isEqualTo(answer.at("/avatar"));
        for (int size : new int[] {64, 256, 512}) {
            BufferedImage image = Pictures.decoded(
                    api.get(answer.at("/avatar/variants/" + size).asString())
                            .expect(200)
                            .body());
            assertThat(image.getWidth()).isEqualTo(size);
        }
    }

    @Test
    void servesPicturesToEverybodyForGood() {
        String url = api.upload(token, "avatar", Pictures.jpeg(90, 90))
                .at("/avatar/url")
                .asString();

        Answer image = api.get(url).expect(200);

        assertThat(image.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(image.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(image.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(image.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(image.header("Content-Disposition")).isEqualTo("inline; filename=\"avatar.jpg\"");
        assertThat(image.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(image.headers().allValues("Cache-Control")).hasSize(1);
        Answer again = api.send(api.request(url).header("If-None-Match", image.header("ETag")))
                .expect(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(image.header("ETag"));
        assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(api.send(api.request(url).HEAD()).expect(200).header("Content-Length"))
                .isEqualTo(String.valueOf(image.body().length));
        assertThat(api.get(url, "forged").expect(200).body()).isEqualTo(image.body());
    }

    @Test
    void keepsTransparency() {
        String url = api.upload(token, "avatar", Pictures.file("transparent.webp"))
                .at("/avatar/url")
                .asString();

        Answer image = api.get(url).expect(200);

        assertThat(image.header("Content-Type")).isEqualTo("image/png");
        assertThat(image.header("Content-Disposition")).isEqualTo("inline; filename=\"avatar.png\"");
    }

    @Test
    void replacesAndRemovesThePictureWholly() {
        String before = api.get(ME, token).header("ETag");
        String first = api.upload(token, "avatar", Pictures.png(90, 90))
                .at("/avatar/url")
                .asString();
        String second = api.upload(token, "avatar", Pictures.png(90, 90))
                .at("/avatar/url")
                .asString();

        assertThat(second).isNotEqualTo(first);
        api.get(first).expectError(404, "not_found");
        api.get(second).expect(200);
        assertThat(storedVariants()).isEqualTo(3);
        assertThat(api.get(ME, token).header("ETag")).isNotEqualTo(before);

        Answer removed =
                api.send(api.request("/api/profile/avatar", token).DELETE()).expect(200);
        assertThat(removed.text()).isEqualTo("{\"success\":true}");
        api.send(api.request("/api/profile/avatar", token).DELETE()).expect(200);
        api.get(second).expectError(404, "not_found");
        assertThat(api.get(ME, token).at("/profile/avatar").isNull()).isTrue();
        assertThat(storedVariants()).isZero();
    }

    private long storedVariants() {
        return jdbc.sql("select count(*) from avatar where user_id = ?")
                .param(user.id())
                .query(Long.class)
                .single();
    }

    @Test
    void refusesAFormWithoutTheFile() {
        api.upload(token, "picture", Pictures.png(9, 9)).expectError(400, "file_missing");
        api.upload(token, "avatar", new byte[0]).expectError(400, "file_missing");
        api.send(api.uploading(token).POST(BodyPublishers.ofString("------test-boundary--\r\n")))
                .expectError(400, "file_missing");
        api.send(api.uploading(token).POST(BodyPublishers.ofString("this is no form")))
                .expectError(400, "file_missing");
        api.send(api.request("/api/profile/avatar", token)
                        .header("Content-Type", "multipart/form-data")
                        .POST(BodyPublishers.ofByteArray(Api.form("avatar", Pictures.png(9, 9)))))
                .expectError(400, "malformed_request");
    }

    @Test
    void refusesWhatIsNoForm() {
        api.send(api.request("/api/profile/avatar", token)
                        .header("Content-Type", "image/png")
                        .POST(BodyPublishers.ofByteArray(Pictures.png(9, 9))))
                .expectError(415, "unsupported_media_type");
        api.send(api.request("/api/profile/avatar", token).POST(BodyPublishers.noBody()))
                .expectError(415, "unsupported_media_type");
    }

    @Test
    void refusesLargeFiles() {
        byte[] picture = Pictures.png(50, 50);
        api.upload(token, "avatar", Arrays.copyOf(picture, LIMIT)).expect(200);
        api.upload(token, "avatar", Arrays.copyOf(picture, LIMIT + 1)).expectError(413, "file_too_large");
        api.upload(token, "avatar", Arrays.copyOf(picture, 3 * LIMIT)).expectError(413, "file_too_large");
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 3 * LIMIT})
    void refusesLargeFilesOfUnknownLength(int length) {
        byte[] form = Api.form("avatar", Arrays.copyOf(Pictures.png(50, 50), length));

        api.send(api.uploading(token).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))))
                .expectError(413, "file_too_large");
    }

    @Test
    void judgesTheContentAndNotTheName() {
        api.upload(token, "avatar", "<svg onload='alert(1)'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expectError(415, "unsupported_image");
        api.upload(token, "avatar", Pictures.truncated(Pictures.jpeg(200, 200))).expectError(422, "invalid_image");
        api.upload(token, "avatar", Pictures.pngClaiming(30_000, 30_000)).expectError(422, "invalid_image");
        assertThat(api.get(ME, token).at("/profile/avatar").isNull()).isTrue();
    }

    @Test
    void needsATokenToChange() {
        api.send(api.request("/api/profile/avatar").POST(BodyPublishers.noBody()))
                .expectError(401, "token_missing");
        api.send(api.request("/api/profile/avatar").DELETE()).expectError(401, "token_missing");
    }

    @Test
    void findsNothingElse() {
        String url = api.upload(token, "avatar", Pictures.png(90, 90))
                .at("/avatar/url")
                .asString();
        String avatar = url.substring(0, url.length() - "/256".length());

        for (String path : List.of(
                avatar,
                avatar + "/",
                avatar + "/128",
                avatar + "/0256",
                avatar + "/256.png",
                avatar + "/256/x",
                "/api/profile/avatars/" + UUID.randomUUID() + "/256",
                "/api/profile/avatars/me/256",
                "/api/profile/avatars/1-1-1-1-1/256",
                "/api/profile/avatars")) {
            api.get(path).expectError(404, "not_found");
        }
        for (String path :
                List.of("/api/profile/avatars/%2e%2e/256", "/api/profile/avatars/%00/256", avatar + ";x/256")) {
            api.get(path).expectError(400, "malformed_request");
        }
    }

    @Test
    void limitsUploads() {
        List<Answer> answers = IntStream.range(0, 60)
                .mapToObj(i -> api.upload(token, "avatar", new byte[0]))
                .toList();

        assertThat(answers.subList(0, 20)).allSatisfy(answer -> answer.expectError(400, "file_missing"));
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow()
                .expectError(429, "too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3);
        api.upload(authService.tokenOf(People.somebody()), "avatar", new byte[0])
                .expectError(400, "file_missing");
    }
}
