package dev.helpdesk.auth.account;

import dev.helpdesk.token.User;

record UserResponse(boolean success, User user) {

    static UserResponse of(User user) {
        return new UserResponse(true, user);
    }
}
