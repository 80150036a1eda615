package dev.helpdesk.authclient.test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An auth service on a free port of the loopback interface that answers as the documented contract says. It knows no token and no
 * user until told; what it was told last counts.
 */
public final class FakeAuthService implements AutoCloseable {

    private static final String VERIFY = "/api/auth/verify";
    private static final String USERS = "/api/auth/users";
    private static final int USUAL = 5;
    private static final int UNKNOWN = 10;

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final List<StubMapping> troubles = new CopyOnWriteArrayList<>();
    private final FakeFeed feed = new FakeFeed();
    private final Front front;

    private FakeAuthService() {
        server.start();
        front = new Front(URI.create("http://127.0.0.1:" + server.port()), feed, () -> !troubles.isEmpty());
        server.stubFor(any(anyUrl()).atPriority(UNKNOWN).willReturn(error(404, "not_found")));
        server.stubFor(
                get(urlPathMatching(USERS + "/.+")).atPriority(UNKNOWN - 1).willReturn(error(404, "user_not_found")));
        server.stubFor(get(urlPathEqualTo("/health/live")).willReturn(json(200, Map.of("status", "ok"))));
        server.stubFor(get(urlPathEqualTo(VERIFY)).atPriority(UNKNOWN - 1).willReturn(refusal("token_invalid")));
        server.stubFor(get(urlPathEqualTo(VERIFY))
                .atPriority(UNKNOWN - 2)
                .withHeader("Authorization", absent())
                .willReturn(refusal("token_missing")));
    }

    /** Starts one that refuses every token. */
    public static FakeAuthService start() {
        return new FakeAuthService();
    }

    /** Its address, as {@code AUTH_SERVICE_URL} wants it. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** Its feed of identity events. */
    public FakeFeed feed() {
        return feed;
    }

    /** The server behind that address, without the feed, for questions about the requests it saw and for answers this class does not know. */
    public WireMockServer server() {
        return server;
    }

    /** Accepts this token and says of it what it says itself. */
    public void accepts(String token) {
        verdict(token, json(200, TokenAnswer.of(token)));
    }

    /** Says that this token was revoked, to who asks and to who follows the feed. */
    public void revokes(String token) {
        verdict(token, refusal("token_revoked"));
        TokenAnswer.id(token).ifPresent(feed::revokesToken);
    }

    /** Says that this token has expired. */
    public void expires(String token) {
        verdict(token, refusal("token_expired"));
    }

    /** Cannot tell whether this token holds. */
    public void cannotTell(String token) {
        verdict(token, error(503, "identity_unavailable").withHeader("Retry-After", "1"));
    }

    /** Finds this user by id and address. */
    public void knows(FakeUser user) {
        ResponseDefinitionBuilder found = json(200, Map.of("success", true, "user", user.json()));
        server.stubFor(
                get(urlPathEqualTo(USERS + "/" + user.id())).atPriority(USUAL).willReturn(found));
        String email = user.email();
        if (email != null) {
            server.stubFor(requestMatching(request -> asksForAddress(request, email))
                    .atPriority(USUAL)
                    .willReturn(found));
        }
    }

    /** Lists these users in pages of one each, in this order. */
    public void lists(FakeUser... users) {
        for (int i = 0; i < users.length; i++) {
            Map<String, @Nullable Object> page = new LinkedHashMap<>();
            page.put("success", true);
            page.put("users", List.of(users[i].json()));
            page.put("nextCursor", i + 1 < users.length ? "page-" + (i + 1) : null);
            server.stubFor(get(urlPathEqualTo(USERS))
                    .atPriority(USUAL)
                    .withQueryParam("cursor", i == 0 ? absent() : equalTo("page-" + i))
                    .willReturn(json(200, page)));
        }
    }

    /** Answers everything with this, until {@link #up}. */
    public void answersEverythingWith(int status, String contentType, String body) {
        trouble(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", contentType)
                .withBody(body));
    }

    /** Keeps everybody waiting this long for an error, until {@link #up}; who follows the feed already goes on. */
    public void slow(Duration delay) {
        trouble(error(503, "service_unavailable").withFixedDelay((int) delay.toMillis()));
    }

    /** Breaks every connection, until {@link #up}. */
    public void down() {
        trouble(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        feed.cuts();
    }

    /** Ends all trouble; tokens and users are as before. */
    public void up() {
        troubles.forEach(server::removeStub);
        troubles.clear();
        feed.joins();
    }

    /** How often it was asked to verify a token. */
    public int verifications() {
        return server.findAll(getRequestedFor(urlPathEqualTo(VERIFY))).size();
    }

    @Override
    public void close() {
        front.close();
        server.stop();
    }

    private void verdict(String token, ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlPathEqualTo(VERIFY))
                .atPriority(USUAL)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(answer));
    }

    private void trouble(ResponseDefinitionBuilder answer) {
        troubles.add(server.stubFor(any(anyUrl()).atPriority(1).willReturn(answer)));
    }

    private static MatchResult asksForAddress(Request request, String email) {
        // In a path, unlike in a form, a plus is a plus.
        String path = URLDecoder.decode(request.getUrl().replace("+", "%2B"), StandardCharsets.UTF_8);
        String wanted = USERS + "/email/" + email;
        return MatchResult.of(request.getMethod().equals(RequestMethod.GET)
                && path.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT)));
    }

    private static ResponseDefinitionBuilder refusal(String code) {
        return problem(401, code, Map.of("valid", false))
                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private static ResponseDefinitionBuilder error(int status, String code) {
        return problem(status, code, Map.of());
    }

    private static ResponseDefinitionBuilder problem(int status, String code, Map<String, ?> members) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(members);
        body.put("type", "urn:helpdesk:error:" + code);
        body.put("title", code);
        body.put("status", status);
        body.put("detail", code);
        body.put("success", false);
        body.put("error", code);
        body.put("code", code);
        body.put("requestId", "fake");
        return body(status, "application/problem+json", JSONObjectUtils.toJSONString(body));
    }

    private static ResponseDefinitionBuilder json(int status, Map<String, ?> json) {
        return body(status, "application/json", JSONObjectUtils.toJSONString(json));
    }

    private static ResponseDefinitionBuilder body(int status, String contentType, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", contentType)
                .withBody(body);
    }
}
