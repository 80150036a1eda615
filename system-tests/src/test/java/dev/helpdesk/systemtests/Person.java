package dev.helpdesk.systemtests;

import java.util.Map;
import java.util.UUID;

/** Somebody with an address of their own, so that tests never meet. */
record Person(String email, String password, String firstName, String lastName) {

    static Person unique() {
        String id = UUID.randomUUID().toString().substring(0, 13);
        return new Person("person-" + id + "@example.org", "Blue-" + UUID.randomUUID(), "Ada", "Lovelace");
    }

    Map<String, Object> registration() {
        return Map.of("email", email, "password", password, "firstName", firstName, "lastName", lastName);
    }

    Map<String, Object> credentials() {
        return Map.of("email", email, "password", password);
    }

    Person withPassword(String other) {
        return new Person(email, other, firstName, lastName);
    }

    Person withEmail(String other) {
        return new Person(other, password, firstName, lastName);
    }
}
