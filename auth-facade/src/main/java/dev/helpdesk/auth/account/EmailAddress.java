package dev.helpdesk.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form it is stored, searched and counted under: trimmed, composed, in lower case.
 *
 * @param value the canonical form; not necessarily a valid address
 */
public record EmailAddress(String value) {

    /** The longest address mail can be sent to (RFC 5321, 4.5.3.1.3). */
    public static final int MAX_LENGTH = 254;

    /** Not {@code /} and {@code %}: no path can hold them, by which services look users up. */
    private static final String ATOM = "[a-z0-9!#$&'*+=?^_`{|}~-]++";

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern SYNTAX =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")++");

    public EmailAddress {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an account may be known by it. Keycloak takes a name without {@code @} for the one of an account, such as a service's, and
     * drops control characters around a name, by which one account would be counted under many.
     */
    public boolean canNameAnAccount() {
        return value.contains("@") && value.chars().noneMatch(Character::isISOControl);
    }

    /** Whether mail can be sent there: an unquoted ASCII name at a domain, international domains in their ASCII form. */
    public boolean isWellFormed() {
        return value.length() <= MAX_LENGTH && SYNTAX.matcher(value).matches();
    }

    /** Keeps the address out of logs. */
    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
