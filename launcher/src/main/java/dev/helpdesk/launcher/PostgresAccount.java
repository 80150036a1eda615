package dev.helpdesk.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root: says as whom it runs instead. */
enum PostgresAccount {
    /** An ordinary user: nothing to do. */
    OWN,
    /** Root in a user namespace without any mapping: seen as nobody inside, the files stay root's outside. */
    NAMESPACE,
    /** Where namespaces are forbidden: nobody, allowed to reach files below root's home (also in the eyes of access(2)). */
    NOBODY;

    private static final int NOBODY_ID = 65_534;

    static PostgresAccount ofThisMachine() throws IOException {
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            return OWN;
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(account -> Programs.succeeds(account.command(List.of("true"))))
                .findFirst()
                .orElseThrow(() -> new LauncherException("PostgreSQL refuses to run as root, and neither 'unshare -U'"
                        + " nor 'setpriv' is allowed here: start as an ordinary user"));
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix());
        whole.addAll(command);
        return whole;
    }

    private List<String> prefix() {
        return switch (this) {
            case OWN -> List.of();
            case NAMESPACE -> List.of("unshare", "-U");
            case NOBODY ->
                List.of(
                        "setpriv",
                        "--securebits=+no_setuid_fixup",
                        "--reuid=" + NOBODY_ID,
                        "--regid=" + NOBODY_ID,
                        "--clear-groups",
                        "--inh-caps=-all,+dac_override",
                        "--ambient-caps=+dac_override",
                        "--");
        };
    }

    /** Gives the account a folder that it must own. */
    void own(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY_ID);
            }
        }
    }
}
