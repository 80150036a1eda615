package dev.helpdesk.auth.once;

import java.nio.charset.StandardCharsets;

/** Results that are texts. */
record TextForm() implements Form<String> {

    @Override
    public byte[] write(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
