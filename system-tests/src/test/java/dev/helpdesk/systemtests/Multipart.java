package dev.helpdesk.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A {@code multipart/form-data} body (RFC 7578) under construction. */
final class Multipart {

    private static final String BOUNDARY = "----boundary-of-the-tests";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    static Multipart of(String field, String fileName, String contentType, byte[] content) {
        return new Multipart().and(field, fileName, contentType, content);
    }

    Multipart and(String field, String fileName, String contentType, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + fileName + "\"\r\nContent-Type: " + contentType + "\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    Call on(Call call) {
        byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(end);
        return call.body("multipart/form-data; boundary=" + BOUNDARY, whole.toByteArray());
    }
}
