package dev.helpdesk.service.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a request presented, on its way to be checked. */
final class UncheckedCredentials extends AbstractAuthenticationToken {

    private final transient PresentedToken presented;
    private final boolean reading;

    /** @param reading whether the request changes nothing */
    UncheckedCredentials(PresentedToken presented, boolean reading) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.presented = presented;
        this.reading = reading;
    }

    @Override
    public PresentedToken getCredentials() {
        return presented;
    }

    boolean reading() {
        return reading;
    }

    @Override
    public String getPrincipal() {
        return "unknown";
    }
}
