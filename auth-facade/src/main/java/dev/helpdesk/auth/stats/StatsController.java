package dev.helpdesk.auth.stats;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatsController {

    private final CountedStats stats;

    StatsController(CountedStats stats) {
        this.stats = stats;
    }

    @GetMapping("/api/auth/stats")
    StatsResponse stats() {
        return new StatsResponse(true, stats.get());
    }
}
