package dev.helpdesk.systemtests.history;

/** A time in which somebody cannot answer at all: a process that is killed or a connection that is cut. */
record Outage(String place, long from, long to) {

    boolean explains(Exchange exchange) {
        return place.equals(exchange.place()) && exchange.answered() >= from && exchange.asked() <= to;
    }
}
