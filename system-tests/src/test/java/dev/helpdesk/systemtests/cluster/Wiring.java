package dev.helpdesk.systemtests.cluster;

import dev.helpdesk.launcher.ServiceInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the members of a cluster reach each other and Keycloak: straight, or through relays. */
public final class Wiring implements AutoCloseable {

    /** The first line of a request for Keycloak's keys. */
    private static final String KEYS = "GET /realms/helpdesk/protocol/openid-connect/certs ";

    private final boolean relayed;
    private final Map<Member, List<Relay>> toFacades = new EnumMap<>(Member.class);
    private final Map<Member, Relay> toKeycloak = new EnumMap<>(Member.class);
    private final Map<Member, Tally> keyFetches = new EnumMap<>(Member.class);

    private Wiring(boolean relayed) {
        this.relayed = relayed;
    }

    static Wiring direct() {
        return new Wiring(false);
    }

    static Wiring relayed() {
        return new Wiring(true);
    }

    /** The ways from that user-service to both facades. */
    public synchronized List<Relay> feeds(Member userService) {
        return toFacades.getOrDefault(userService, List.of());
    }

    /** When that member asked Keycloak for its keys. */
    public synchronized List<Long> keyFetches(Member member) {
        Tally tally = keyFetches.get(member);
        return tally == null ? List.of() : tally.times();
    }

    /** Where that member finds the others. */
    synchronized Map<String, String> variables(Member member, URI keycloak, Map<Member, ServiceInstance> facades) {
        Map<String, String> variables = new HashMap<>();
        if (relayed) {
            Tally tally = keyFetches.computeIfAbsent(member, ignored -> new Tally(KEYS));
            Relay relay = toKeycloak.computeIfAbsent(member, ignored -> Relay.to(keycloak, tally));
            variables.put("KEYCLOAK_URL", relay.url().toString());
            variables.put("KEYCLOAK_PUBLIC_URL", keycloak.toString());
        }
        if (!member.isFacade()) {
            variables.put("AUTH_SERVICE_URL", facadesOf(member, facades));
        }
        return variables;
    }

    /** Lets everything pass again. */
    public synchronized void heal() {
        all().forEach(Relay::heal);
    }

    @Override
    public synchronized void close() {
        all().forEach(Relay::close);
    }

    private String facadesOf(Member member, Map<Member, ServiceInstance> facades) {
        List<URI> urls = Stream.of(Member.FACADE_1, Member.FACADE_2)
                .map(facades::get)
                .map(ServiceInstance::url)
                .toList();
        if (!relayed) {
            return urls.stream().map(URI::toString).collect(Collectors.joining(","));
        }
        List<Relay> relays = new ArrayList<>();
        urls.forEach(url -> relays.add(Relay.to(url)));
        toFacades.put(member, List.copyOf(relays));
        return relays.stream().map(relay -> relay.url().toString()).collect(Collectors.joining(","));
    }

    private Stream<Relay> all() {
        return Stream.concat(toFacades.values().stream().flatMap(List::stream), toKeycloak.values().stream());
    }
}
