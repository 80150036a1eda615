package dev.helpdesk.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packagesOf = AuthFacadeApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule ONE_DOOR_TO_KEYCLOAK = noClasses()
            .that()
            .resideOutsideOfPackage("..auth.keycloak..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.keycloak..", "jakarta.ws.rs..", "org.jboss..", "org.springframework.web.client..")
            .because("only the package keycloak talks to Keycloak: add what you need to one of its interfaces");

    @ArchTest
    static final ArchRule ONE_DOOR_TO_REDIS = noClasses()
            .that()
            .resideOutsideOfPackages("..auth.revocation..", "..auth.once..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..")
            .because(
                    "only revocation knows where ended sessions are kept, and once where results are: ask RevokedSessions, Revocations or a SingleFlight");

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_HIDDEN = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate()
            .because(
                    "Spring finds them all the same: remove the modifier, and give other packages the use case instead");

    @ArchTest
    static final ArchRule CONTROLLER_METHODS_ARE_HIDDEN = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(RestController.class)
            .should()
            .notBePublic()
            .because("nobody but Spring calls them: remove the modifier");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.helpdesk.auth.(*)..")
            .should()
            .beFreeOfCycles()
            .because("features depend on each other in one direction: move what both need to the lower one");

    @ArchTest
    static final ArchRule CONSTRUCTOR_INJECTION = fields().should()
            .notBeAnnotatedWith(Autowired.class)
            .because("what a class needs stands in its constructor: make it a parameter there");
}
