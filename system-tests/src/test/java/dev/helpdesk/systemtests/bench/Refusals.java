package dev.helpdesk.systemtests.bench;

import dev.helpdesk.systemtests.cluster.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long each member took to refuse, round by round. */
final class Refusals {

    private final List<Map<Member, Long>> rounds = new ArrayList<>();

    /** Rounds with a number below zero warm everything up. */
    void add(int round, Map<Member, Long> times) {
        if (round >= 0) {
            rounds.add(times);
        }
    }

    Distribution of(Member member) {
        return Distribution.ofNanos(rounds.stream()
                .map(times -> Objects.requireNonNull(times.get(member)))
                .toList());
    }

    /** Until the last of them has refused. */
    Distribution everywhere() {
        return Distribution.ofNanos(
                rounds.stream().map(times -> Collections.max(times.values())).toList());
    }

    static String title(Member member) {
        return switch (member) {
            case FACADE_1 -> "auth-facade, first";
            case FACADE_2 -> "auth-facade, second";
            case USER_FACADE -> "user-service, facade";
            case USER_LOCAL -> "user-service, local";
        };
    }
}
