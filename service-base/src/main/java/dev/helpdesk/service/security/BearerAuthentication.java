package dev.helpdesk.service.security;

import dev.helpdesk.token.AccessToken;
import dev.helpdesk.token.BearerToken;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A request whose access token holds. Controllers take the token by {@code @AuthenticationPrincipal AccessToken}; its roles are the
 * authorities {@code ROLE_user}, {@code ROLE_agent}, {@code ROLE_admin} and {@code ROLE_service}.
 */
public final class BearerAuthentication extends AbstractAuthenticationToken {

    private final transient AccessToken principal;
    private final transient BearerToken credentials;

    public BearerAuthentication(AccessToken principal, BearerToken credentials) {
        super(AuthorityUtils.createAuthorityList(
                principal.user().roles().stream().map(role -> "ROLE_" + role).toList()));
        this.principal = principal;
        this.credentials = credentials;
        super.setAuthenticated(true);
    }

    @Override
    public AccessToken getPrincipal() {
        return principal;
    }

    /** The token as the client sent it, to pass on to another service. */
    @Override
    public BearerToken getCredentials() {
        return credentials;
    }

    @Override
    public String getName() {
        return principal.subject();
    }
}
