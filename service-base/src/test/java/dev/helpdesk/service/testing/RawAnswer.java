package dev.helpdesk.service.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer as it came over the wire. */
public record RawAnswer(int status, List<String> head, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static RawAnswer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new RawAnswer(0, List.of(), text);
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n", -1));
        String raw = text.substring(end + 4);
        boolean chunked = head.stream().anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        byte[] body = (chunked ? unchunk(raw) : raw).getBytes(StandardCharsets.ISO_8859_1);
        return new RawAnswer(
                Integer.parseInt(head.getFirst().split(" ", 3)[1]), head, new String(body, StandardCharsets.UTF_8));
    }

    static boolean isWhole(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        RawAnswer headOnly = new RawAnswer(0, text.substring(0, end).lines().toList(), "");
        String length = headOnly.header("Content-Length");
        return length.isEmpty() ? text.endsWith("\r\n0\r\n\r\n") : text.length() == end + 4 + Integer.parseInt(length);
    }

    private static String unchunk(String raw) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < raw.length()) {
            int lineEnd = raw.indexOf("\r\n", at);
            int size = Integer.parseInt(raw.substring(at, lineEnd).trim(), 16);
            whole.writeBytes(raw.substring(lineEnd + 2, lineEnd + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
            at = lineEnd + 2 + size + 2;
        }
        return whole.toString(StandardCharsets.ISO_8859_1);
    }

    /** All values of a header, in order. */
    public List<String> headers(String name) {
        return fields(name).toList();
    }

    /** The only value of a header; empty when it is absent. */
    public String header(String name) {
        List<String> values = headers(name);
        if (values.size() > 1) {
            throw new AssertionError(name + " was sent " + values.size() + " times: " + values);
        }
        return values.isEmpty() ? "" : values.getFirst();
    }

    private Stream<String> fields(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The stable code of an error answer. */
    public String code() {
        return json().path("code").asString("");
    }
}
