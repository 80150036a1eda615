package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Cluster;
import java.io.IOException;

/** One thing that is measured. */
interface Measure {

    /** Its name on the command line. */
    String name();

    /** Measures it; tells how far it is through {@code progress}. */
    Findings run(Cluster cluster, Progress progress) throws IOException, InterruptedException;

    /** Where a measure tells how far it is. */
    interface Progress {
        void at(String what);
    }
}
