package dev.helpdesk.keycloak.events;

import java.util.concurrent.atomic.LongAdder;

/** What has become of the events so far. */
final class Counts {

    private final LongAdder appended = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void appended(int number) {
        appended.add(number);
    }

    void dropped(int number) {
        dropped.add(number);
    }

    void failed() {
        failures.increment();
    }

    long appended() {
        return appended.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    long failures() {
        return failures.sum();
    }
}
