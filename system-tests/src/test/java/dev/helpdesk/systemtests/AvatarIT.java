package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code POST} and {@code DELETE /api/profile/avatar}, and the pictures served. */
@ExtendWith(RunningSystem.class)
class AvatarIT {

    private static final int MEBIBYTE = 1 << 20;

    private final Helpdesk helpdesk;

    AvatarIT(Helpdesk helpdesk) {
        this.helpdesk = helpdesk;
    }

    @ParameterizedTest
    @EnumSource(TokenMode.class)
    void isServedInThreeSizesToEverybody(TokenMode mode) {
        Session session = helpdesk.register(Person.unique());

        Answer answer =
                upload(mode, session, Pictures.redAndBlue("png", 800, 600)).expect(200);

        JsonNode avatar = answer.json().path("avatar");
        assertThat(avatar.path("variants").propertyNames()).containsExactly("64", "256", "512");
        for (String size : avatar.path("variants").propertyNames()) {
            Answer picture = fetch(avatar.at("/variants/" + size).asString()).expect(200);
            BufferedImage image = Pictures.decode(picture.bytes());
            assertThat(image.getWidth()).isEqualTo(Integer.parseInt(size));
            assertThat(image.getHeight()).isEqualTo(Integer.parseInt(size));
            assertThat(dominant(image, 0.2)).isEqualTo(Color.RED);
            assertThat(dominant(image, 0.8)).isEqualTo(Color.BLUE);
        }
        assertThat(me(mode, session).json().at("/profile/avatar")).isEqualTo(avatar);
    }

    @Test
    void isCacheableForeverAndHarmless_U14() {
        Session session = helpdesk.register(Person.unique());
        String url = upload(TokenMode.FACADE, session, Pictures.redAndBlue("png", 300, 300))
                .expect(200)
                .at("/avatar/url");

        Answer picture = fetch(url).expect(200);

        assertThat(picture.header("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(picture.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(picture.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isIn("image/png", "image/jpeg"));
        assertThat(picture.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
        String tag = picture.header("ETag").orElseThrow();
        Answer unchanged = Call.get(helpdesk.variable("USER_URL") + url)
                .header("If-None-Match", tag)
                .send()
                .expect(304);
        assertThat(unchanged.bytes()).isEmpty();
    }

    @Test
    void isReplacedAndDeletedForGood() {
        Session session = helpdesk.register(Person.unique());
        String first = upload(TokenMode.FACADE, session, Pictures.redAndBlue("png", 64, 64))
                .expect(200)
                .at("/avatar/url");
        String second = upload(TokenMode.FACADE, session, Pictures.redAndBlue("jpg", 90, 60))
                .expect(200)
                .at("/avatar/url");
        fetch(first).expectError(404, "not_found");

        for (int i = 0; i < 2; i++) {
            helpdesk.user(TokenMode.FACADE, "DELETE", "/api/profile/avatar")
                    .bearer(session.accessToken())
                    .send()
                    .expect(200);
        }

        fetch(second).expectError(404, "not_found");
        assertThat(me(TokenMode.FACADE, session).json().at("/profile/avatar").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void isReadInTheUsualFormatsWhateverItIsCalled_U04(String format) {
        Session session = helpdesk.register(Person.unique());
        byte[] picture = Pictures.redAndBlue(format, 700, 700);

        Multipart.of("avatar", "../../evil.jsp", "text/html", picture)
                .on(call(TokenMode.LOCAL, session))
                .send()
                .expect(200);
    }

    @Test
    void keepsNothingThatCameWithThePicture_U01_U08() {
        Session session = helpdesk.register(Person.unique());
        byte[] jpeg = Pictures.withJpegComment(Pictures.redAndBlue("jpg", 400, 400), "<?php secret-comment ?>");
        byte[] polyglot = Arrays.copyOf(jpeg, jpeg.length + 40);
        byte[] tail = "<script>secret-tail()</script>".getBytes(UTF_8);
        System.arraycopy(tail, 0, polyglot, jpeg.length, tail.length);

        JsonNode avatar =
                upload(TokenMode.FACADE, session, polyglot).expect(200).json().path("avatar");

        for (JsonNode url : avatar.path("variants")) {
            assertThat(new String(fetch(url.asString()).bytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("secret", "php", "script");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<html></html>",
                "GIF",
                "\u007fELF",
                "%PDF-1.7",
                "II*\u0000"
            })
    void refusesWhatIsNoPicture_U02_U03(String content) {
        Session session = helpdesk.register(Person.unique());

        upload(TokenMode.FACADE, session, content.getBytes(UTF_8)).expectError(415, "unsupported_image");
    }

    @Test
    void refusesBrokenAndHugePictures_U06_U09() {
        Session session = helpdesk.register(Person.unique());
        byte[] whole = Pictures.redAndBlue("png", 300, 300);

        upload(TokenMode.FACADE, session, Arrays.copyOf(whole, whole.length / 2))
                .expectError(422, "invalid_image");
        upload(TokenMode.FACADE, session, Pictures.pngBomb(30_000, 30_000)).expectError(422, "invalid_image");
        upload(TokenMode.FACADE, session, new byte[5 * MEBIBYTE + 1]).expectError(413, "file_too_large");
    }

    @Test
    void wantsExactlyThePartCalledAvatar_U10() {
        Session session = helpdesk.register(Person.unique());
        byte[] picture = Pictures.redAndBlue("png", 64, 64);

        Multipart.of("file", "a.png", "image/png", picture)
                .on(call(TokenMode.FACADE, session))
                .send()
                .expectError(400, "file_missing");
        Multipart.of("avatar", "a.png", "image/png", new byte[0])
                .on(call(TokenMode.FACADE, session))
                .send()
                .expectError(400, "file_missing");
        call(TokenMode.FACADE, session).body("image/png", picture).send().expectError(415, "unsupported_media_type");
        Answer noBoundary = call(TokenMode.FACADE, session)
                .body("multipart/form-data", picture)
                .send();
        assertThat(noBoundary.status()).as(noBoundary.text()).isIn(400, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/64", "/..%2f..%2fetc/64", "/x/64", "/%00/64"})
    void findsNothingByGuessing(String path) {
        Answer answer = Call.get(helpdesk.variable("USER_URL") + "/api/profile/avatars" + path)
                .send();

        assertThat(answer.status()).as(answer.text()).isIn(400, 401, 404);
        fetch("/api/profile/avatars/" + UUID.randomUUID() + "/64").expectError(404, "not_found");
        fetch("/api/profile/avatars/" + UUID.randomUUID() + "/65").expectError(404, "not_found");
    }

    @Test
    void wantsAToken() {
        for (TokenMode mode : TokenMode.values()) {
            Multipart.of("avatar", "a.png", "image/png", Pictures.redAndBlue("png", 64, 64))
                    .on(helpdesk.user(mode, "POST", "/api/profile/avatar"))
                    .send()
                    .expectError(401, "token_missing");
            helpdesk.user(mode, "DELETE", "/api/profile/avatar").send().expectError(401, "token_missing");
        }
    }

    private Answer upload(TokenMode mode, Session session, byte[] content) {
        return Multipart.of("avatar", "me.png", "image/png", content)
                .on(call(mode, session))
                .send();
    }

    private Call call(TokenMode mode, Session session) {
        return helpdesk.user(mode, "POST", "/api/profile/avatar").bearer(session.accessToken());
    }

    private Answer fetch(String url) {
        return Call.get(helpdesk.variable("USER_URL") + url).send();
    }

    private Answer me(TokenMode mode, Session session) {
        return helpdesk.user(mode, "GET", "/api/profile/me")
                .bearer(session.accessToken())
                .send()
                .expect(200);
    }

    private static Color dominant(BufferedImage image, double at) {
        Color color = new Color(image.getRGB((int) (image.getWidth() * at), image.getHeight() / 2));
        return color.getRed() > color.getBlue() ? Color.RED : Color.BLUE;
    }
}
