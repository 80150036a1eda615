package dev.helpdesk.user;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Packages are modules: no cycles, and nobody reaches into another's parts. A violation's message names both classes. */
class ModularityTests {

    @Test
    void keepsTheModulesApart() {
        ApplicationModules.of(UserServiceApplication.class).verify();
    }
}
