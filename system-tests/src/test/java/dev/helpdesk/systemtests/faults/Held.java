package dev.helpdesk.systemtests.faults;

import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;

/** A session that somebody holds, and the name of its access token in the history. */
record Held(String name, Person person, Session session) {}
