package dev.helpdesk.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenPolicyTests {

    @Test
    void acceptsRs256ForTheHelpdeskByDefault() {
        assertThat(TokenPolicy.of("https://id.example.com/realms/helpdesk"))
                .isEqualTo(new TokenPolicy(
                        "https://id.example.com/realms/helpdesk",
                        "helpdesk-api",
                        Set.of(SignatureAlgorithm.RS256),
                        Set.of(),
                        false,
                        Duration.ofSeconds(30),
                        Duration.ofDays(7)));
    }

    @Test
    void knowsAsymmetricAlgorithmsOnly() {
        assertThat(SignatureAlgorithm.values())
                .extracting(Enum::name)
                .allMatch(name -> name.matches("(RS|PS|ES)(256|384|512)"));
    }

    @Test
    void refusesPoliciesThatWouldAcceptTooMuch() {
        assertRefused("issuer must not be blank", " ", "api", Set.of(SignatureAlgorithm.RS256), 30, 60);
        assertRefused("audience must not be blank", "iss", "", Set.of(SignatureAlgorithm.RS256), 30, 60);
        assertRefused("algorithms must name one at least", "iss", "api", Set.of(), 30, 60);
        assertRefused("clockSkew must be between 0 and 30 s", "iss", "api", Set.of(SignatureAlgorithm.RS256), 31, 60);
        assertRefused("clockSkew must be between 0 and 30 s", "iss", "api", Set.of(SignatureAlgorithm.RS256), -1, 60);
        assertRefused("maxLifetime must be positive", "iss", "api", Set.of(SignatureAlgorithm.RS256), 30, 0);
    }

    private static void assertRefused(
            String rule, String issuer, String audience, Set<SignatureAlgorithm> algorithms, int skew, int lifetime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenPolicy(
                        issuer,
                        audience,
                        algorithms,
                        Set.of(),
                        false,
                        Duration.ofSeconds(skew),
                        Duration.ofSeconds(lifetime)))
                .withMessage(rule);
    }
}
