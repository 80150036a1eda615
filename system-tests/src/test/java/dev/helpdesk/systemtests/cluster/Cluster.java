package dev.helpdesk.systemtests.cluster;

import dev.helpdesk.launcher.DevEnvironment;
import dev.helpdesk.launcher.ManagedProcess;
import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.PlatformOptions;
import dev.helpdesk.launcher.ServiceInstance;
import dev.helpdesk.systemtests.Helpdesk;
import dev.helpdesk.systemtests.TokenMode;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Two facades and two user-services, one for each way to check tokens, on one set of servers. Each service is a process that can be
 * killed, paused and started again; the {@link Wiring} between them can be cut.
 */
public final class Cluster implements AutoCloseable {

    /** As wide as tests from one address need it; each limit has tests of its own. */
    private static final Map<String, String> WIDE_LIMITS = Map.of(
            "RATE_LIMIT_LOGIN_ACCOUNT", "1000/1m",
            "RATE_LIMIT_LOGIN_ADDRESS", "1000/1m",
            "RATE_LIMIT_REGISTER_ADDRESS", "1000/1m",
            "RATE_LIMIT_REFRESH_SESSION", "1000/1m",
            "RATE_LIMIT_REFRESH_ADDRESS", "100000/1m",
            "RATE_LIMIT_LOGOUT_ADDRESS", "1000/1m");

    private static final Set<Member> FACADES = EnumSet.of(Member.FACADE_1, Member.FACADE_2);
    private static final Set<Member> USER_SERVICES = EnumSet.of(Member.USER_FACADE, Member.USER_LOCAL);

    private final Platform platform;
    private final Wiring wiring;
    private final Map<Member, ServiceInstance> members = new EnumMap<>(Member.class);

    private Cluster(Platform platform, Wiring wiring) {
        this.platform = platform;
        this.wiring = wiring;
    }

    /** Connections go straight from one to the other: for measuring. */
    public static Cluster direct() {
        return start(Wiring.direct());
    }

    /** Connections can be cut. */
    public static Cluster relayed() {
        return start(Wiring.relayed());
    }

    private static Cluster start(Wiring wiring) {
        Platform platform = Platform.start(PlatformOptions.forTests().withParts(Part.infrastructure()));
        Cluster cluster = new Cluster(platform, wiring);
        try {
            together(FACADES.stream(), cluster::startMember);
            together(USER_SERVICES.stream(), cluster::startMember);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public Platform platform() {
        return platform;
    }

    public Wiring wiring() {
        return wiring;
    }

    /** Where that member listens. */
    public URI url(Member member) {
        return instance(member).url();
    }

    public ManagedProcess process(Member member) {
        return instance(member).process();
    }

    /** The system as clients of the first facade see it. */
    public Helpdesk helpdesk() {
        return helpdesk(Member.FACADE_1);
    }

    /** The system as clients of that facade see it. */
    public Helpdesk helpdesk(Member facade) {
        Map<String, String> variables = new HashMap<>(platform.development().values());
        variables.put("AUTH_URL", url(facade).toString());
        variables.put(TokenMode.FACADE.urlVariable(), url(Member.USER_FACADE).toString());
        variables.put(TokenMode.LOCAL.urlVariable(), url(Member.USER_LOCAL).toString());
        return new Helpdesk(variables);
    }

    /** A connection to the Redis that holds the log of identity events. */
    public RedisWire authRedis() throws IOException {
        DevEnvironment development = platform.development();
        return new RedisWire(
                Integer.parseInt(development.get("AUTH_REDIS_PORT")), development.get("AUTH_REDIS_PASSWORD"));
    }

    /** Starts whatever was stopped, lets go on whatever stands still, and waits until all of it does its work. */
    public void heal() {
        wiring.heal();
        EnumSet<Part> stores = EnumSet.copyOf(Part.infrastructure());
        stores.remove(Part.KEYCLOAK);
        together(stores.stream().map(platform::process), Cluster::revive);
        revive(platform.process(Part.KEYCLOAK));
        together(FACADES.stream().map(this::process), Cluster::revive);
        together(USER_SERVICES.stream().map(this::process), Cluster::revive);
    }

    private static void revive(ManagedProcess process) {
        if (!process.isRunning()) {
            process.start();
            return;
        }
        process.resume();
        process.awaitReady();
    }

    @Override
    public void close() {
        platform.close();
        wiring.close();
    }

    private static <T> void together(Stream<T> all, Consumer<T> work) {
        CompletableFuture.allOf(
                        all.map(one -> CompletableFuture.runAsync(() -> work.accept(one), Thread::startVirtualThread))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    private void startMember(Member member) {
        Map<String, String> variables = new HashMap<>(wiring.variables(member, keycloak(), Map.copyOf(members)));
        if (member.isFacade()) {
            variables.putAll(WIDE_LIMITS);
        } else {
            variables.put("AUTH_VERIFICATION", member == Member.USER_LOCAL ? "local" : "facade");
        }
        Part part = member.isFacade() ? Part.AUTH_FACADE : Part.USER_SERVICE;
        ServiceInstance instance = platform.startService(part, variables);
        synchronized (members) {
            members.put(member, instance);
        }
    }

    private URI keycloak() {
        return platform.development().url("KEYCLOAK_URL");
    }

    private ServiceInstance instance(Member member) {
        synchronized (members) {
            ServiceInstance instance = members.get(member);
            if (instance == null) {
                throw new IllegalStateException(member + " was not started");
            }
            return instance;
        }
    }
}
