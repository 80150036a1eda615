package dev.helpdesk.launcher;

import java.io.IOException;

/** Asks a process whether it does its work now. */
@FunctionalInterface
interface Probe {

    /** False or an exception: not yet. */
    boolean isReady() throws IOException;
}
