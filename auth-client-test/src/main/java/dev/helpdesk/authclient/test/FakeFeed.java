package dev.helpdesk.authclient.test;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The feed of a {@link FakeAuthService}, {@code GET /api/auth/events}, as the documented contract says: what happens to sessions, tokens
 * and accounts, for services that check tokens by themselves.
 */
public final class FakeFeed {

    static final String PATH = "/api/auth/events";

    private final List<Entry> entries = new ArrayList<>();
    private final List<FeedStream> streams = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Queue<Integer> refusals = new ArrayDeque<>();
    private volatile Duration beat = Duration.ofSeconds(2);
    private volatile String keys = "key-1";
    private volatile boolean whole = true;
    private volatile boolean silent;
    private boolean cut;
    private int last;
    private int oldest;

    /**
     * How somebody connected.
     *
     * @param lastEventId where they wanted to go on, if they said
     * @param snapshot whether they asked for a snapshot
     * @param authorization what they showed
     */
    public record Request(@Nullable String lastEventId, boolean snapshot, String authorization) {}

    /** An entry of the log and its place in it. */
    private record Entry(int number, String type, Map<String, String> fields) {}

    FakeFeed() {}

    /** This session has ended. */
    public void endsSession(String sessionId) {
        tells("session-revoked", Map.of("sid", sessionId));
    }

    /** This access token, named by its {@code jti}, was revoked. */
    public void revokesToken(String tokenId) {
        String expiresAt = millis(Instant.now().plus(Duration.ofDays(1)));
        tells("token-revoked", Map.of("jti", tokenId, "exp", expiresAt));
    }

    /** Tokens of this user that were issued before this second do not hold. */
    public void revokesTokensBefore(String userId, Instant second) {
        String before = Long.toString(second.getEpochSecond() * 1000);
        tells("tokens-revoked-before", Map.of("scope", "user", "sub", userId, "before", before));
    }

    /** An account changed; the type is one such as {@code account-updated}. */
    public void changesAccount(String type, String userId) {
        tells(type, Map.of("sub", userId));
    }

    /** Tells of anything; {@code id} and {@code at} are added. Returns the position of it. */
    public synchronized String tells(String type, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("id", UUID.randomUUID().toString());
        all.put("at", millis(Instant.now()));
        all.putAll(fields);
        Entry entry = new Entry(++last, type, all);
        entries.add(entry);
        streams.forEach(stream -> stream.send(text(entry)));
        return position(last);
    }

    /** Accepts tokens by these keys from now on. */
    public synchronized void publishesKeys(String... ids) {
        keys = String.join(",", ids);
        beatNow();
    }

    /** Sends heartbeats this often; every 2 s unless told. */
    public void beatsEvery(Duration interval) {
        beat = interval;
    }

    /** May have missed something, until {@link #trusts}. */
    public synchronized void distrusts() {
        whole = false;
        streams.forEach(stream -> stream.send(event(null, "distrust", "{}")));
    }

    /** Knows of everything again. */
    public synchronized void trusts() {
        whole = true;
        beatNow();
    }

    /** Stays connected and says nothing more, like a server that hangs; ended by {@link #speaks}. */
    public void hushes() {
        silent = true;
    }

    /** Says what it kept to itself. */
    public void speaks() {
        silent = false;
    }

    /** Breaks all connections and refuses new ones, until {@link #joins}. */
    public synchronized void cuts() {
        cut = true;
        streams.forEach(FeedStream::breakOff);
        streams.clear();
    }

    /** Lets followers in again. */
    public synchronized void joins() {
        cut = false;
    }

    /** Ends all connections in an orderly way, as when the follower's token expires. */
    public synchronized void ends() {
        streams.forEach(FeedStream::end);
        streams.clear();
    }

    /** Answers the next attempt to connect with this status. */
    public synchronized void refusesOnceWith(int status) {
        refusals.add(status);
    }

    /** Drops all entries: whoever asks for what came since one of them starts anew. Revocations stay in force. */
    public synchronized void forgetsEntries() {
        oldest = last;
        last++;
    }

    /** The log was rebuilt: everybody starts anew on the same connection. */
    public synchronized void rebuilds() {
        forgetsEntries();
        streams.forEach(stream -> start(stream, "rebuilt"));
    }

    /** How everybody connected so far, in order. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** How many are connected. */
    public synchronized int followers() {
        streams.removeIf(FeedStream::isOver);
        return streams.size();
    }

    void serve(HttpExchange exchange) throws IOException {
        FeedStream stream = admit(exchange);
        if (stream == null) {
            exchange.close();
        } else {
            stream.run();
        }
    }

    Duration beat() {
        return beat;
    }

    boolean isSilent() {
        return silent;
    }

    /** What is said when nothing happens; a comment while it is not sure. */
    String heartbeat() {
        return whole ? event(null, "heartbeat", JSONObjectUtils.toJSONString(Map.of("keys", keys))) : ":\n\n";
    }

    private synchronized @Nullable FeedStream admit(HttpExchange exchange) throws IOException {
        if (cut) {
            return null;
        }
        Request request = request(exchange);
        requests.add(request);
        Integer refusal = request.authorization().startsWith("Bearer ") ? refusals.poll() : Integer.valueOf(401);
        if (refusal != null) {
            exchange.sendResponseHeaders(refusal, -1);
            return null;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        FeedStream stream = new FeedStream(exchange, this);
        stream.send("retry: 1000\n\n");
        greet(stream, request);
        streams.add(stream);
        return stream;
    }

    private static Request request(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Request(
                exchange.getRequestHeaders().getFirst("Last-Event-ID"),
                "snapshot=true".equals(query),
                authorization == null ? "" : authorization);
    }

    private void greet(FeedStream stream, Request request) {
        int known = number(request.lastEventId());
        if (request.lastEventId() == null || known < oldest) {
            start(stream, request.lastEventId() == null ? "start" : "unknown_position");
            return;
        }
        if (request.snapshot()) {
            snapshot(stream);
        }
        entries.stream().filter(entry -> entry.number() > known).forEach(entry -> stream.send(text(entry)));
        ready(stream);
    }

    private void start(FeedStream stream, String reason) {
        stream.send(event(null, "reset", JSONObjectUtils.toJSONString(Map.of("reason", reason))));
        snapshot(stream);
        ready(stream);
    }

    private void snapshot(FeedStream stream) {
        entries.stream()
                .flatMap(entry -> SnapshotRow.of(entry.type(), entry.fields()).stream())
                .forEach(row -> stream.send(event(null, "snapshot", row.base64())));
    }

    private void ready(FeedStream stream) {
        stream.send(event(position(last), "ready", "{}"));
        if (!whole) {
            stream.send(event(null, "distrust", "{}"));
        }
        stream.send(heartbeat());
    }

    private void beatNow() {
        streams.forEach(stream -> stream.send(heartbeat()));
    }

    private static String text(Entry entry) {
        return event(position(entry.number()), entry.type(), JSONObjectUtils.toJSONString(entry.fields()));
    }

    private static String event(@Nullable String id, String type, String data) {
        return (id == null ? "" : "id: " + id + "\n") + "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static String position(int number) {
        return number + "-0";
    }

    private int number(@Nullable String position) {
        return position != null && position.matches("[0-9]{1,9}-0")
                ? Integer.parseInt(position.substring(0, position.length() - 2))
                : -1;
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
