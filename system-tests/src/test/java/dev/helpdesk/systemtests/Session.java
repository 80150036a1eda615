package dev.helpdesk.systemtests;

/** What a login gave. */
public record Session(String userId, String accessToken, String refreshToken, String sessionId) {

    public static Session of(Answer answer) {
        return new Session(
                answer.at("/user/id"), answer.at("/accessToken"), answer.at("/refreshToken"), answer.at("/sessionId"));
    }
}
