package dev.helpdesk.launcher;

import java.util.EnumSet;
import java.util.Set;

/** The processes of the system, in the order in which they are needed; stopped the other way round. */
public enum Part {
    AUTH_DB("auth-db", Stage.STORE),
    USER_DB("user-db", Stage.STORE),
    AUTH_REDIS("auth-redis", Stage.STORE),
    USER_REDIS("user-redis", Stage.STORE),
    MAIL("mail", Stage.IDENTITY),
    KEYCLOAK("keycloak", Stage.IDENTITY),
    AUTH_FACADE("auth-facade", Stage.SERVICE),
    USER_SERVICE("user-service", Stage.SERVICE);

    /** What stops together; a later stage before the one it needs. */
    enum Stage {
        STORE,
        IDENTITY,
        SERVICE
    }

    private final String title;
    private final Stage stage;

    Part(String title, Stage stage) {
        this.title = title;
        this.stage = stage;
    }

    /** The name of the process, of its log file and of its folder. */
    public String title() {
        return title;
    }

    /** Everything. */
    public static Set<Part> all() {
        return EnumSet.allOf(Part.class);
    }

    /** Everything that is not built here: what a service needs to run. */
    public static Set<Part> infrastructure() {
        return EnumSet.range(AUTH_DB, KEYCLOAK);
    }

    Stage stage() {
        return stage;
    }

    /** The stage of a process by its name; further instances of a service have names of their own. */
    static Stage stageOf(String process) {
        return EnumSet.allOf(Part.class).stream()
                .filter(part -> part.title.equals(process))
                .findFirst()
                .map(Part::stage)
                .orElse(Stage.SERVICE);
    }
}
