package dev.helpdesk.service.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** What a request presented, on its way to be checked. */
final class UncheckedCredentials extends AbstractAuthenticationToken {

    private final transient PresentedToken presented;

    UncheckedCredentials(PresentedToken presented) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.presented = presented;
    }

    @Override
    public PresentedToken getCredentials() {
        return presented;
    }

    @Override
    public String getPrincipal() {
        return "unknown";
    }
}
