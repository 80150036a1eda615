package dev.helpdesk.launcher;

/** What a developer reads when everything runs. */
final class Summary {

    private Summary() {}

    static String of(DevEnvironment development, String file) {
        return """

                  auth-facade   %s
                  user-service  %s
                  Keycloak      %s   (console: /admin/, user %s)
                  mail          %s

                  Accounts: %s (administrator), %s
                  All passwords and secrets are in %s. A first request:

                  . %s && printf '{"email":"%%s","password":"%%s"}' "$DEV_USER_EMAIL" "$DEV_USER_PASSWORD" |
                    curl -sS "$AUTH_URL/api/auth/login" -H 'Content-Type: application/json' -d @-

                """.formatted(
                        development.get("AUTH_URL"),
                        development.get("USER_URL"),
                        development.get("KEYCLOAK_URL"),
                        development.get("KEYCLOAK_ADMIN_USERNAME"),
                        development.get("MAIL_URL"),
                        development.get("DEV_ADMIN_EMAIL"),
                        development.get("DEV_USER_EMAIL"),
                        file,
                        "./" + file);
    }
}
