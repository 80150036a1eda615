package dev.helpdesk.systemtests.faults;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one cluster that may be broken: each test breaks it in its way, and it is healed after each. */
final class FaultySystem implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(FaultySystem.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stage(context).heal();
    }

    private static Stage stage(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Stage.class, ignored -> Stage.set(), Stage.class);
    }
}
