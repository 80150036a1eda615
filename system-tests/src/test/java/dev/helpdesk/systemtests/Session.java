package dev.helpdesk.systemtests;

/** What a login gave. */
record Session(String userId, String accessToken, String refreshToken, String sessionId) {

    static Session of(Answer answer) {
        return new Session(
                answer.at("/user/id"), answer.at("/accessToken"), answer.at("/refreshToken"), answer.at("/sessionId"));
    }
}
