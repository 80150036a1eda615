package dev.helpdesk.auth.once;

import dev.helpdesk.service.error.ErrorCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes single flights, and holds their claims for as long as the work takes. */
@Component
public class SingleFlights {

    /** Some 13 MB of sessions: what a process keeps by itself while Redis is away. */
    private static final int MOST_KEPT_LOCALLY = 4000;

    private final Records shared;
    private final FailureForm failures;
    private final MeterRegistry meters;
    private final List<SingleFlight<?>> flights = new CopyOnWriteArrayList<>();

    SingleFlights(Records shared, List<ErrorCatalogue> catalogues, MeterRegistry meters) {
        this.shared = shared;
        this.failures = new FailureForm(catalogues);
        this.meters = meters;
    }

    /**
     * Makes one.
     *
     * @param use its name in the metrics
     * @param kept for how long after the work its result is there
     * @param form how the result is kept
     */
    public <T> SingleFlight<T> of(String use, Duration kept, Form<T> form) {
        Records records = new AvailableRecords(shared, new LocalRecords(MOST_KEPT_LOCALLY));
        SingleFlight<T> flight = new SingleFlight<>(use, new SharedFlight<>(records, form, failures, kept), meters);
        flights.add(flight);
        return flight;
    }

    @Scheduled(fixedDelay = 1000)
    void renewClaims() {
        flights.forEach(SingleFlight::renewClaims);
    }
}
