package dev.helpdesk.systemtests;

import java.util.Map;
import java.util.UUID;

/** Somebody with an address of their own, so that tests never meet. */
public record Person(String email, String password, String firstName, String lastName) {

    public static Person unique() {
        String id = UUID.randomUUID().toString().substring(0, 13);
        return new Person("person-" + id + "@example.org", "Blue-" + UUID.randomUUID(), "Ada", "Lovelace");
    }

    public Map<String, Object> registration() {
        return Map.of("email", email, "password", password, "firstName", firstName, "lastName", lastName);
    }

    public Map<String, Object> credentials() {
        return Map.of("email", email, "password", password);
    }

    public Person withPassword(String other) {
        return new Person(email, other, firstName, lastName);
    }

    public Person withEmail(String other) {
        return new Person(other, password, firstName, lastName);
    }
}
