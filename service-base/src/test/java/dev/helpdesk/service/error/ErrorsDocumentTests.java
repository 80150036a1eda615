package dev.helpdesk.service.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} lists the codes every service has, as they are. */
class ErrorsDocumentTests {

    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle("messages/common-errors", Locale.ROOT);

    @Test
    void listsEveryCodeWithStatusAndSentence() throws IOException {
        List<String> codes = Stream.of(CommonError.values())
                .map(error -> "| `%s` | %d | %s |"
                        .formatted(error.code(), error.status().value(), SENTENCES.getString(error.code())))
                .toList();

        assertThat(rows().filter(row -> row.matches("\\| `\\w+` \\| \\d+ .*")).map(ErrorsDocumentTests::withoutWhen))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void listsEveryFieldCodeWithItsSentence() throws IOException {
        List<String> codes = SENTENCES.keySet().stream()
                .filter(key -> key.startsWith("field."))
                .map(key -> "| `%s` | %s |".formatted(key.substring("field.".length()), SENTENCES.getString(key)))
                .toList();

        assertThat(rows().filter(row -> !row.matches("\\| `\\w+` \\| \\d+ .*")))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    private static Stream<String> rows() throws IOException {
        String document = Files.readString(Path.of("../docs/errors.md"));
        String section = document.split("\n## Every service\n", 2)[1].split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("| `"));
    }

    /** The last column tells when an error occurs, which no code knows. */
    private static String withoutWhen(String row) {
        return row.substring(0, row.lastIndexOf("|", row.length() - 2) + 1);
    }
}
