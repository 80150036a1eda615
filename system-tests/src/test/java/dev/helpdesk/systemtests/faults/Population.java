package dev.helpdesk.systemtests.faults;

import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import dev.helpdesk.systemtests.history.History;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The people of a run with the sessions they hold and some that have ended. */
final class Population {

    private static final int PEOPLE = 24;
    private static final int REMEMBERED = 80;
    private static final int LAST = 20;

    private final List<Person> people = new ArrayList<>();
    private final Deque<Held> live = new ArrayDeque<>();
    private final Deque<Held> ended = new ArrayDeque<>();
    private History history = new History();
    private int tokens;
    private int next;

    /** Registers everybody. */
    static Population of(Helpdesk helpdesk) {
        Population population = new Population();
        for (int number = 0; number < PEOPLE; number++) {
            Person person = Person.unique();
            population.people.add(person);
            population.joined(person, helpdesk.register(person));
        }
        return population;
    }

    /** Begins a history that knows all tokens so far. */
    synchronized History begin() {
        history = history.continued();
        return history;
    }

    /** The load works with this session from now on. */
    synchronized void joined(Person person, Session session) {
        live.addLast(issued(person, session));
    }

    /** A session that the load leaves alone until it has ended. */
    synchronized Held issued(Person person, Session session) {
        Held held = new Held("t" + tokens++, person, session);
        history.issued(held.name(), session.userId());
        return held;
    }

    /** Whoever logs in next. */
    synchronized Person nextPerson() {
        next = (next + 1) % people.size();
        return people.get(next);
    }

    /** The session that was held longest and is to end now; empty while there are few. */
    synchronized Optional<Held> takeOldest() {
        return live.size() > PEOPLE ? Optional.of(live.removeFirst()) : Optional.empty();
    }

    /** Its revocation was acknowledged. */
    synchronized void ended(Held held, long now) {
        history.revoked(held.name(), now);
        ended.addLast(held);
        if (ended.size() > REMEMBERED) {
            ended.removeFirst();
        }
    }

    /** Somebody, mostly with a good token. */
    synchronized Held any() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<Held> chosen = List.copyOf(!ended.isEmpty() && random.nextInt(3) == 0 ? ended : live);
        return chosen.get(random.nextInt(chosen.size()));
    }

    /** The sessions that ended last. */
    synchronized List<Held> lastEnded() {
        return ended.stream().skip(Math.max(0, ended.size() - LAST)).toList();
    }

    synchronized List<Held> live() {
        return List.copyOf(live);
    }

    /** Keycloak has removed the key that all tokens so far are signed with; everybody has others by now. */
    synchronized void keyRemoved(List<Held> signed, long now) {
        signed.forEach(held -> history.keyRemoved(held.name(), now));
        ended.forEach(held -> history.keyRemoved(held.name(), now));
        live.removeAll(signed);
    }
}
