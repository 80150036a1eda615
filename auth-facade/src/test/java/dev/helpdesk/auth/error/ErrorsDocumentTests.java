package dev.helpdesk.auth.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} says of the errors of this service what the code says. */
class ErrorsDocumentTests {

    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle("messages/auth-errors", Locale.ROOT);

    @Test
    void listsEveryErrorAndFieldCodeInOrder() throws IOException {
        Stream<String> errors = Stream.of(AuthError.values())
                .map(error -> "| `%s` | %d | %s |"
                        .formatted(error.code(), error.status().value(), SENTENCES.getString(error.code())));
        Stream<String> fieldCodes = SENTENCES.keySet().stream()
                .filter(key -> key.startsWith("field."))
                .sorted()
                .map(key -> "| `%s` | %s |".formatted(key.substring("field.".length()), SENTENCES.getString(key)));

        assertThat(documentedRows())
                .zipSatisfy(
                        Stream.concat(errors, fieldCodes).toList(),
                        (row, expected) -> assertThat(row).startsWith(expected));
    }

    private static Stream<String> documentedRows() throws IOException {
        String document = Files.readString(Path.of("../docs/errors.md"));
        String section = document.split("\n## auth-facade\n", 2)[1].split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("| `"));
    }
}
