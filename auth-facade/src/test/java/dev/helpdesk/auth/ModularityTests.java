package dev.helpdesk.auth;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void featuresUseEachOtherThroughTheirPublicTypesAndInOneDirection() {
        ApplicationModules.of(AuthFacadeApplication.class).verify();
    }
}
