package dev.helpdesk.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code GET /api/admin/users} as the administrator asks for it. */
record UserList(Helpdesk helpdesk) {

    List<String> ids(TokenMode mode, String query) {
        return users(mode, query).findValuesAsString("id");
    }

    JsonNode only(TokenMode mode, String query) {
        JsonNode users = users(mode, query);
        assertThat(users).hasSize(1);
        return users.path(0);
    }

    private JsonNode users(TokenMode mode, String query) {
        return helpdesk.user(mode, "GET", "/api/admin/users?" + query)
                .bearer(helpdesk.admin().accessToken())
                .send()
                .expect(200)
                .json()
                .path("users");
    }
}
