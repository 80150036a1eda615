package dev.helpdesk.service.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/** The sentences for people of all errors a service knows. A code without its sentences stops the start. */
final class ErrorSentences {

    private final Map<Locale, Map<String, String>> sentences = new HashMap<>();

    ErrorSentences(List<ErrorCatalogue> catalogues) {
        List<String> missing =
                catalogues.stream().flatMap(each -> missing(each).stream()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Error sentences are missing: " + String.join(", ", missing));
        }
        for (Locale language : Language.SPOKEN) {
            Map<String, String> all = new HashMap<>();
            catalogues.forEach(each -> load(each.messages(), language).forEach(all::putIfAbsent));
            sentences.put(language, Map.copyOf(all));
        }
    }

    String title(ErrorCode error, Locale language) {
        return in(language).getOrDefault(error.code() + ".title", error.status().getReasonPhrase());
    }

    String detail(ErrorCode error, Locale language) {
        return in(language).getOrDefault(error.code(), error.status().getReasonPhrase());
    }

    String field(String rule, Locale language) {
        String unnamed = in(language).getOrDefault("field.invalid", rule);
        return in(language).getOrDefault("field." + rule, unnamed);
    }

    private Map<String, String> in(Locale language) {
        return sentences.getOrDefault(language, Map.of());
    }

    static List<String> missing(ErrorCatalogue catalogue) {
        return Language.SPOKEN.stream()
                .flatMap(language -> missing(catalogue, language))
                .toList();
    }

    private static Stream<String> missing(ErrorCatalogue catalogue, Locale language) {
        Map<String, String> present = load(catalogue.messages(), language);
        return catalogue.codes().stream()
                .flatMap(error -> Stream.of(error.code() + ".title", error.code()))
                .filter(key -> present.getOrDefault(key, "").isBlank())
                .map(key -> key + " in " + file(catalogue.messages(), language));
    }

    private static Map<String, String> load(String bundle, Locale language) {
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        try (InputStream file = loader == null ? null : loader.getResourceAsStream(file(bundle, language))) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
            Map<String, String> loaded = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> loaded.put(key, properties.getProperty(key)));
            return loaded;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String file(String bundle, Locale language) {
        return language.equals(Locale.ENGLISH) ? bundle + ".properties" : bundle + "_" + language + ".properties";
    }
}
