package dev.helpdesk.token;

import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.List;

/**
 * A token in its compact form (RFC 7515 section 7.1), taken apart but not verified.
 *
 * @param unverifiedHeader the JOSE header, which anybody may have written
 * @param signingInput what the signature is about
 * @param unverifiedClaims the claims, not to be read before the signature was checked
 * @param signature the signature
 */
record SignedToken(JsonObject unverifiedHeader, String signingInput, Base64URL unverifiedClaims, Base64URL signature) {

    static SignedToken parse(String token) throws InvalidTokenException {
        // Three parts: an encrypted token (RFC 7516) has five.
        List<String> parts = List.of(token.split("\\.", -1));
        if (parts.size() != 3) {
            throw new InvalidTokenException("it is no compact JWS");
        }
        JsonObject header = JsonObject.parse(decode(parts.get(0)).decode());
        String signingInput = token.substring(0, token.lastIndexOf('.'));
        return new SignedToken(header, signingInput, decode(parts.get(1)), decode(parts.get(2)));
    }

    /** Decodes the one canonical form: other alphabets, padding, blanks and stray bits would give one token many spellings. */
    private static Base64URL decode(String part) throws InvalidTokenException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part) && bytes.length > 0) {
                return new Base64URL(part);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same refusal.
        }
        throw new InvalidTokenException("it is not canonical base64url");
    }
}
