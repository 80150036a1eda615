package dev.helpdesk.systemtests;

import dev.helpdesk.launcher.Part;
import dev.helpdesk.launcher.Platform;
import dev.helpdesk.launcher.PlatformOptions;
import dev.helpdesk.launcher.ServiceInstance;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one system of the whole run, real servers on free ports: started by the first test that wants it, stopped at the
 * end. Tests share it, so each works with people of its own. Who takes the {@link Platform} may start further instances of a service
 * and stop those; a test that stops anything else starts a system for itself.
 */
final class RunningSystem implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunningSystem.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Helpdesk.class || type == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Attempt.class, ignored -> Attempt.start(), Attempt.class)
                .running();
        return parameter.getParameter().getType() == Helpdesk.class ? servers.helpdesk() : servers.platform();
    }

    /** The one attempt to start the servers: when it fails, every test says why, and none tries again. */
    private record Attempt(
            @Nullable Servers servers, @Nullable RuntimeException failure) implements AutoCloseable {

        static Attempt start() {
            try {
                return new Attempt(Servers.start(), null);
            } catch (RuntimeException e) {
                return new Attempt(null, e);
            }
        }

        Servers running() {
            if (servers == null) {
                throw new IllegalStateException("the system did not start", failure);
            }
            return servers;
        }

        @Override
        public void close() {
            if (servers != null) {
                servers.close();
            }
        }
    }

    /** The processes of the system. */
    private record Servers(Platform platform, Helpdesk helpdesk) {

        static Servers start() {
            Platform platform = Platform.start(PlatformOptions.forTests());
            try {
                ServiceInstance local = platform.startService(Part.USER_SERVICE, Map.of("AUTH_VERIFICATION", "local"));
                Map<String, String> variables =
                        new HashMap<>(platform.development().values());
                variables.put(TokenMode.LOCAL.urlVariable(), local.url().toString());
                return new Servers(platform, new Helpdesk(variables));
            } catch (RuntimeException e) {
                platform.close();
                throw e;
            }
        }

        void close() {
            platform.close();
        }
    }
}
