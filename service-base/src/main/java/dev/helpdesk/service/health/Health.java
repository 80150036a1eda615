package dev.helpdesk.service.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How a service and what it depends on are. */
final class Health {

    /** The state of a service, or of one server it depends on. */
    enum Status {
        @JsonProperty("ok")
        OK,
        @JsonProperty("degraded")
        DEGRADED,
        @JsonProperty("down")
        DOWN
    }

    /** All that is told: no addresses, no versions of others, no messages. */
    record Report(
            Status status,
            String service,
            String version,
            long uptimeSeconds,
            Map<String, DependencyReport> dependencies) {}

    /** One dependency's part of it. */
    record DependencyReport(Status status, long latencyMs) {}

    private final String service;
    private final String version;
    private final List<Check> checks;

    Health(String service, String version, List<Dependency> dependencies) {
        this.service = service;
        this.version = version;
        this.checks = dependencies.stream().map(Check::new).toList();
    }

    Report report() {
        Map<Check, CompletableFuture<Check.Result>> asked = new LinkedHashMap<>();
        checks.forEach(check -> asked.put(check, check.ask()));
        Map<String, DependencyReport> dependencies = new LinkedHashMap<>();
        Status worst = Status.OK;
        for (Map.Entry<Check, CompletableFuture<Check.Result>> question : asked.entrySet()) {
            Dependency dependency = question.getKey().dependency();
            Check.Result result = question.getValue().join();
            dependencies.put(dependency.name(), new DependencyReport(result.status(), result.latencyMillis()));
            worst = worse(worst, dependency, result);
        }
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
        return new Report(worst, service, version, uptime, dependencies);
    }

    private static Status worse(Status status, Dependency dependency, Check.Result result) {
        return switch (result.status()) {
            case OK -> status;
            case DEGRADED -> status == Status.DOWN ? Status.DOWN : Status.DEGRADED;
            case DOWN -> status == Status.DOWN || dependency.essential() ? Status.DOWN : Status.DEGRADED;
        };
    }
}
