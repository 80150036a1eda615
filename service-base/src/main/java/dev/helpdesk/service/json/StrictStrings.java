package dev.helpdesk.service.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** Refuses strings that PostgreSQL cannot store or UTF-8 cannot express: those with a NUL or half a surrogate pair. */
final class StrictStrings extends StringDeserializer {

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        String text = super.deserialize(parser, context);
        if (text != null && !isClean(text)) {
            throw new InvalidCharactersException(parser);
        }
        return text;
    }

    private static boolean isClean(String text) {
        return text.codePoints()
                .allMatch(point -> point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE));
    }
}
