/** The feed of identity events, for services that check tokens by themselves or keep a copy of the accounts. */
@NullMarked
package dev.helpdesk.auth.feed;

import org.jspecify.annotations.NullMarked;
