package dev.helpdesk.systemtests;

/** How a user service checks tokens; one of each runs. */
public enum TokenMode {
    FACADE("USER_URL"),
    LOCAL("USER_LOCAL_URL");

    private final String urlVariable;

    TokenMode(String urlVariable) {
        this.urlVariable = urlVariable;
    }

    public String urlVariable() {
        return urlVariable;
    }
}
