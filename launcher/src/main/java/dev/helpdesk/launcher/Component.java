package dev.helpdesk.launcher;

import java.io.IOException;

/** One kind of server. */
interface Component {

    /** Lays out its files, again before each start, and says how it is run. */
    ProcessSpec prepare() throws IOException;

    /** Tells whether it does its work. */
    Probe probe();
}
