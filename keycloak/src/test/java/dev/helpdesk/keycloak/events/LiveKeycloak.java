package dev.helpdesk.keycloak.events;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one Keycloak and one Redis, started once for all classes. */
final class LiveKeycloak implements BeforeAllCallback, ParameterResolver {

    /** Something done to Keycloak. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    /** The servers, and the stream as far as it was read. */
    static final class Platform implements AutoCloseable {

        private static final String FENCE = "{\"firstName\": \"Fence\"}";

        final TestRedis redis = new TestRedis().start();
        final KeycloakServer server = KeycloakServer.start(redis.url());
        final KeycloakClient keycloak = new KeycloakClient(server.url());
        private final String fence = keycloak.createUser();
        private String position = "0";

        Platform() throws IOException, InterruptedException {}

        /**
         * What the stream says of an action, without ids and times. Complete: the entry of a later event is waited
         * for, and Keycloak's events are written in order.
         */
        List<TestRedis.Entry> entries(Action action) throws IOException, InterruptedException {
            entriesUpToNow();
            action.run();
            return entriesUpToNow();
        }

        /** The next entry about somebody, for what Keycloak does in its own time. */
        TestRedis.Entry await(String userId) throws IOException {
            for (int attempt = 0; attempt < 10; attempt++) {
                for (TestRedis.Entry entry : redis.entriesAfter(position)) {
                    position = entry.id();
                    if (userId.equals(entry.fields().get("sub"))) {
                        return entry;
                    }
                }
            }
            throw new AssertionError("nothing was told about the user");
        }

        private List<TestRedis.Entry> entriesUpToNow() throws IOException, InterruptedException {
            keycloak.admin("PUT", "/users/" + fence, FENCE);
            List<TestRedis.Entry> before = new ArrayList<>();
            for (int attempt = 0; attempt < 10; attempt++) {
                for (TestRedis.Entry entry : redis.entriesAfter(position)) {
                    position = entry.id();
                    if (isFence(entry.fields())) {
                        return before;
                    }
                    before.add(entry);
                }
            }
            throw new AssertionError("the fence was not written");
        }

        private boolean isFence(Map<String, String> fields) {
            return fence.equals(fields.get("sub")) && "account-updated".equals(fields.get("type"));
        }

        @Override
        public void close() throws IOException {
            keycloak.close();
            server.close();
            redis.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        platform(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform(context);
    }

    private static Platform platform(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Platform.class, type -> started(), Platform.class);
    }

    private static Platform started() {
        try {
            return new Platform();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
