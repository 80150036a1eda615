package dev.helpdesk.systemtests;

/** How a user service checks tokens; one of each runs. */
enum TokenMode {
    FACADE("USER_URL"),
    LOCAL("USER_LOCAL_URL");

    private final String urlVariable;

    TokenMode(String urlVariable) {
        this.urlVariable = urlVariable;
    }

    String urlVariable() {
        return urlVariable;
    }
}
