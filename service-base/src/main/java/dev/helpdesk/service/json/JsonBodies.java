package dev.helpdesk.service.json;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes JSON bodies that are UTF-8, not compressed and no larger than the limit, and says exactly what is wrong with others. */
final class JsonBodies extends JacksonJsonHttpMessageConverter {

    private final int limit;

    JsonBodies(JsonMapper mapper, int limit) {
        super(mapper);
        this.limit = limit;
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        Charset charset = mediaType == null ? null : mediaType.getCharset();
        return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(mediaType)
                && (charset == null || charset.equals(StandardCharsets.UTF_8))
                && super.canRead(type, mediaType);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        if (message.getHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw ApiException.of(CommonError.UNSUPPORTED_MEDIA_TYPE);
        }
        InputStream body = new ByteArrayInputStream(take(message));
        try {
            return super.read(type, new Body(message.getHeaders(), body), hints);
        } catch (HttpMessageNotReadableException unreadable) {
            throw unreadable.getCause() instanceof JacksonException cause ? JsonFailures.of(cause) : unreadable;
        }
    }

    /** Written at once: what cannot be written becomes an error answer, and small answers carry their length and no gzip. */
    @Override
    protected void writeInternal(
            Object value, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        super.writeInternal(value, type, new Answer(message.getHeaders(), json), hints);
        message.getHeaders().setContentLength(json.size());
        json.writeTo(message.getBody());
    }

    private byte[] take(HttpInputMessage message) throws IOException {
        if (message.getHeaders().getContentLength() > limit) {
            throw ApiException.of(CommonError.BODY_TOO_LARGE);
        }
        byte[] body = message.getBody().readNBytes(limit + 1);
        if (body.length > limit) {
            throw ApiException.of(CommonError.BODY_TOO_LARGE);
        }
        requireUtf8(body);
        return body;
    }

    /** JSON text has no NUL, while in UTF-16 and UTF-32, which the parser would detect and take, at least its brackets have. */
    private static void requireUtf8(byte[] body) {
        try {
            if (StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .chars()
                    .anyMatch(c -> c == 0)) {
                throw ApiException.of(CommonError.MALFORMED_JSON);
            }
        } catch (CharacterCodingException otherEncoding) {
            throw ApiException.of(CommonError.MALFORMED_JSON).causedBy(otherEncoding);
        }
    }

    private record Body(HttpHeaders headers, InputStream content) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return content;
        }
    }

    private record Answer(HttpHeaders headers, OutputStream content) implements HttpOutputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return content;
        }
    }
}
