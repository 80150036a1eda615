package dev.helpdesk.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helpdesk.user.testing.Answer;
import dev.helpdesk.user.testing.Api;
import dev.helpdesk.user.testing.InMemoryAuthService;
import dev.helpdesk.user.testing.People;
import dev.helpdesk.user.testing.UserServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@UserServiceTest
@TestPropertySource(properties = {"avatar.uploads.parallel=1", "avatar.uploads.patience=1500ms"})
class UploadSlotsTests {

    @Autowired
    private Api api;

    @Autowired
    private InMemoryAuthService authService;

    @Autowired
    private UploadSlots slots;

    @Test
    void refuseAnUploadThatGetsNone() {
        String token = authService.tokenOf(People.somebody());

        Answer refused = slots.using(() -> api.upload(token, "avatar", Pictures.png(9, 9)));

        refused.expectError(503, "service_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        api.upload(token, "avatar", Pictures.png(9, 9)).expect(200);
    }

    @Test
    void areFreeAgainAfterARefusedPicture() {
        String token = authService.tokenOf(People.somebody());

        api.upload(token, "avatar", new byte[9]).expectError(415, "unsupported_image");
        api.upload(token, "avatar", Pictures.truncated(Pictures.png(90, 90))).expectError(422, "invalid_image");
        api.upload(token, "avatar", Pictures.png(9, 9)).expect(200);
    }
}
