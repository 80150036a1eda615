package dev.helpdesk.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON to the letter (RFC 8259), because lenient readers disagree on what a token says: UTF-8 only, no name twice (RFC 7519
 * section 4), bounded depth, nothing behind the end. Whole numbers become {@link Long}, all others {@link Double}.
 */
final class StrictJson {

    private static final int MAX_DEPTH = 16;
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern HEX4 = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    static Map<String, @Nullable Object> parseObject(byte[] utf8) throws InvalidTokenException {
        StrictJson json = new StrictJson(decode(utf8));
        json.skipBlanks();
        Map<String, @Nullable Object> object = json.readObject(1);
        json.skipBlanks();
        if (json.at != json.text.length()) {
            throw malformed();
        }
        return object;
    }

    private static String decode(byte[] utf8) throws InvalidTokenException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private @Nullable Object readValue(int depth) throws InvalidTokenException {
        if (depth > MAX_DEPTH) {
            throw malformed();
        }
        return switch (peek()) {
            case '{' -> readObject(depth);
            case '[' -> readArray(depth);
            case '"' -> readString();
            case 't' -> readLiteral("true", true);
            case 'f' -> readLiteral("false", false);
            case 'n' -> readLiteral("null", null);
            default -> readNumber();
        };
    }

    private Map<String, @Nullable Object> readObject(int depth) throws InvalidTokenException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        expect('{');
        if (skipTo('}')) {
            return members;
        }
        do {
            skipBlanks();
            String name = readString();
            skipBlanks();
            expect(':');
            skipBlanks();
            Object value = readValue(depth + 1);
            if (members.containsKey(name)) {
                throw malformed();
            }
            members.put(name, value);
        } while (skipTo(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> readArray(int depth) throws InvalidTokenException {
        List<@Nullable Object> elements = new ArrayList<>();
        expect('[');
        if (skipTo(']')) {
            return elements;
        }
        do {
            skipBlanks();
            elements.add(readValue(depth + 1));
        } while (skipTo(','));
        expect(']');
        return elements;
    }

    private String readString() throws InvalidTokenException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ') {
                throw malformed();
            }
            string.append(next == '\\' ? readEscape() : next);
        }
        at++;
        return string.toString();
    }

    private char readEscape() throws InvalidTokenException {
        char escaped = peek();
        at++;
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) Integer.parseInt(match(HEX4).group(), 16);
            default -> throw malformed();
        };
    }

    private Object readNumber() throws InvalidTokenException {
        Matcher number = match(NUMBER);
        boolean whole = number.group(1) == null && number.group(2) == null;
        // Beyond 18 digits a long may overflow; no claim of ours is that large.
        return whole && number.group().length() <= 18
                ? (Object) Long.valueOf(number.group())
                : Double.valueOf(number.group());
    }

    private @Nullable Object readLiteral(String literal, @Nullable Object value) throws InvalidTokenException {
        if (!text.startsWith(literal, at)) {
            throw malformed();
        }
        at += literal.length();
        return value;
    }

    private Matcher match(Pattern pattern) throws InvalidTokenException {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed();
        }
        at = matcher.end();
        return matcher;
    }

    private boolean skipTo(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) throws InvalidTokenException {
        if (peek() != wanted) {
            throw malformed();
        }
        at++;
    }

    private char peek() throws InvalidTokenException {
        if (at >= text.length()) {
            throw malformed();
        }
        return text.charAt(at);
    }

    private static InvalidTokenException malformed() {
        return new InvalidTokenException("its JSON is malformed");
    }
}
