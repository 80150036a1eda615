package dev.helpdesk.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.helpdesk.systemtests.Answer;
import dev.helpdesk.systemtests.cluster.Member;
import dev.helpdesk.systemtests.history.Exchange;
import dev.helpdesk.systemtests.history.History;
import dev.helpdesk.systemtests.history.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One fault under load, from a calm beginning to the time when all is well again. */
final class Trial implements AutoCloseable {

    /** A time of which nothing but good service is expected. */
    static final Duration CALM = Duration.ofSeconds(2);

    /** How many requests may be put off while services know enough by themselves. */
    private static final double FEW = 0.01;

    /** How many may be while each question goes to Keycloak, which may be too slow for it on a busy machine. */
    private static final double SOME = 0.1;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Stage stage;
    private final History history;
    private final Clients clients;
    private final Load load;

    private Trial(Stage stage) {
        this.stage = stage;
        history = stage.population().begin();
        clients = new Clients(stage.cluster(), stage.population(), history);
        load = Load.start(clients);
    }

    /** Starts the load and lets it run for a while. */
    static Trial begin(Stage stage) {
        Trial trial = new Trial(stage);
        trial.pass(CALM);
        return trial;
    }

    History history() {
        return history;
    }

    Clients clients() {
        return clients;
    }

    Load load() {
        return load;
    }

    /** Lets the load run on; returns the time then. */
    long pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(5)).until(() -> true);
        return System.nanoTime();
    }

    /** Heals everything and waits until all is as before, and nobody who was shut out comes in; returns the time then. */
    long heal() {
        List<Held> ended = stage.population().lastEnded();
        stage.heal();
        long healed = System.nanoTime();
        expectRefused(ended, Member.values());
        return healed;
    }

    /** They are refused, and nothing else but being put off comes before that. */
    void expectRefused(List<Held> ended, Member... members) {
        for (Member member : members) {
            List<Held> left = new ArrayList<>(ended);
            await().pollInterval(Duration.ofMillis(50)).atMost(SOON).until(() -> {
                left.removeIf(held -> isRefused(member, held));
                return left.isEmpty();
            });
        }
    }

    private boolean isRefused(Member member, Held held) {
        int status = clients.ask(member, held).map(Answer::status).orElse(0);
        assertThat(status).as("%s at %s, ended before", held.name(), member).isIn(401, 503);
        return status == 401;
    }

    /** In that time all but the named accepted good tokens; a request here and there may have been put off. */
    void expectService(long from, long to, Member... except) {
        expectService(from, to, FEW, except);
    }

    /** In that time good tokens were accepted as far as Keycloak could be asked about each. */
    void expectSlowService(long from, long to) {
        expectService(from, to, SOME);
    }

    private void expectService(long from, long to, double few, Member... except) {
        List<String> excepted = Stream.of(except).map(Member::name).toList();
        List<Exchange> good = history.aboutGoodTokens(from, to).stream()
                .filter(exchange -> !excepted.contains(exchange.place()))
                .toList();
        List<Exchange> failed = good.stream()
                .filter(exchange -> !(exchange.outcome() instanceof Outcome.Accepted))
                .toList();
        assertThat(good).hasSizeGreaterThan(20);
        assertThat(failed).as("of %d", good.size()).hasSizeLessThanOrEqualTo((int) Math.ceil(good.size() * few));
    }

    /** In that time nobody could tell anything: every question was put off. */
    void expectNoDecision(long from, long to, Member... members) {
        List<String> names = Stream.of(members).map(Member::name).toList();
        assertThat(history.aboutGoodTokens(from, to))
                .filteredOn(exchange -> names.contains(exchange.place()))
                .isNotEmpty()
                .extracting(Exchange::outcome)
                .containsOnly(new Outcome.Unavailable(true));
    }

    /** In that time logins and logouts had this outcome. */
    void expectOthers(long from, long to, Outcome outcome) {
        assertThat(history.others(from, to))
                .isNotEmpty()
                .extracting(Exchange::outcome)
                .containsOnly(outcome);
    }

    /** Ends the load and holds the whole history to the rules. */
    @Override
    public void close() {
        load.close();
        assertThat(history.violations()).isEmpty();
    }
}
