package dev.helpdesk.auth.verification;

import java.util.SortedSet;

/** The keys by which access tokens are accepted at the moment. */
@FunctionalInterface
public interface AcceptedKeys {

    /** Their ids. */
    SortedSet<String> ids();
}
