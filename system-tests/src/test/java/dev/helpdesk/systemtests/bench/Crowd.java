package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.Person;
import dev.helpdesk.systemtests.Session;
import java.util.ArrayList;
import java.util.List;

/** People who log in by turns. */
final class Crowd {

    private final Helpdesk helpdesk;
    private final List<Account> accounts = new ArrayList<>();
    private int next;

    /** Somebody and the id that Keycloak has for them. */
    record Account(Person person, String userId) {}

    Crowd(Helpdesk helpdesk, int size) {
        this.helpdesk = helpdesk;
        for (int number = 0; number < size; number++) {
            Person person = Person.unique();
            accounts.add(new Account(person, helpdesk.register(person).userId()));
        }
    }

    Account next() {
        next = (next + 1) % accounts.size();
        return accounts.get(next);
    }

    Session logIn(Account account) {
        return helpdesk.login(account.person());
    }

    /** The next one logs in. */
    Session logIn() {
        return logIn(next());
    }
}
