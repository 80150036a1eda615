package dev.helpdesk.token.event;

/** What happened to an account. */
public enum AccountChange {
    /** It was made. */
    CREATED("account-created"),
    /** Something about it changed: name, address, credentials, roles, groups. */
    UPDATED("account-updated"),
    /** It may no longer log in. */
    DISABLED("account-disabled"),
    /** It was saved as enabled; Keycloak does not say whether it was before. */
    ENABLED("account-enabled"),
    /** It is gone for good. */
    PURGED("account-purged");

    private final String type;

    AccountChange(String type) {
        this.type = type;
    }

    /** The event type this change has in the log. */
    public String type() {
        return type;
    }
}
