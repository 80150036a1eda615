package dev.helpdesk.service.health;

import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers people, monitors and orchestrators that ask how the service is. */
@RestController
final class HealthController {

    private final Health health;
    private final ApplicationAvailability availability;

    HealthController(Health health, ApplicationAvailability availability) {
        this.health = health;
        this.availability = availability;
    }

    @GetMapping("/health")
    ResponseEntity<Health.Report> health() {
        Health.Report report = health.report();
        return ResponseEntity.status(status(report.status() != Health.Status.DOWN))
                .body(report);
    }

    /** Fails only when a restart would help; what a dependency does never kills the service. */
    @GetMapping("/health/live")
    ResponseEntity<Map<String, String>> live() {
        return answer(availability.getLivenessState() == LivenessState.CORRECT);
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        return answer(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                && health.report().status() != Health.Status.DOWN);
    }

    private static ResponseEntity<Map<String, String>> answer(boolean up) {
        return ResponseEntity.status(status(up)).body(Map.of("status", up ? "up" : "down"));
    }

    private static HttpStatus status(boolean up) {
        return up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
    }
}
