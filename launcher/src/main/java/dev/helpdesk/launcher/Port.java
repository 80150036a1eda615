package dev.helpdesk.launcher;

/** The ports of the system, each with the number it has by default and the variable that changes it. */
public enum Port {
    AUTH(Part.AUTH_FACADE, 3001),
    AUTH_MANAGEMENT(Part.AUTH_FACADE, 9101),
    USER(Part.USER_SERVICE, 3002),
    USER_MANAGEMENT(Part.USER_SERVICE, 9102),
    KEYCLOAK(Part.KEYCLOAK, 8080),
    KEYCLOAK_MANAGEMENT(Part.KEYCLOAK, 9000),
    AUTH_DB(Part.AUTH_DB, 5401),
    USER_DB(Part.USER_DB, 5402),
    AUTH_REDIS(Part.AUTH_REDIS, 6301),
    USER_REDIS(Part.USER_REDIS, 6302),
    SMTP(Part.MAIL, 1025),
    MAIL(Part.MAIL, 8025);

    private final Part part;
    private final int documented;

    Port(Part part, int documented) {
        this.part = part;
        this.documented = documented;
    }

    /** The part that listens there. */
    public Part part() {
        return part;
    }

    int documented() {
        return documented;
    }

    /** For example {@code AUTH_PORT}. */
    String variable() {
        return name() + "_PORT";
    }
}
