package dev.helpdesk.launcher;

import java.io.IOException;
import java.io.InputStream;

/** Server binaries that come as resources on the class path. */
final class Resources {

    private Resources() {}

    static byte[] read(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new LauncherException("there is no %s for this machine (%s, %s): use Docker instead (make up)"
                        .formatted(name, System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            return in.readAllBytes();
        }
    }

    /** One name for the processor, as 64-bit Linux machines have it. */
    static boolean isArm() {
        return System.getProperty("os.arch").equals("aarch64");
    }
}
