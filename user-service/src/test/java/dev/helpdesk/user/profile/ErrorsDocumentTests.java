package dev.helpdesk.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} lists the codes of this service as they are. */
class ErrorsDocumentTests {

    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle("messages/profile-errors", Locale.ROOT);

    @Test
    void listsEveryCodeWithStatusAndSentence() throws IOException {
        List<String> codes = Stream.of(ProfileError.values())
                .map(error -> "| `%s` | %d | %s |"
                        .formatted(error.code(), error.status().value(), SENTENCES.getString(error.code())))
                .toList();

        assertThat(rows().filter(ErrorsDocumentTests::hasStatus)
                        .map(row -> row.substring(0, row.lastIndexOf("|", row.length() - 2) + 1)))
                .containsExactlyElementsOf(codes);
    }

    @Test
    void listsEveryFieldCodeWithItsSentence() throws IOException {
        List<String> codes = SENTENCES.keySet().stream()
                .filter(key -> key.startsWith("field."))
                .map(key -> "| `%s` | %s |".formatted(key.substring("field.".length()), SENTENCES.getString(key)))
                .toList();

        assertThat(rows().filter(row -> !hasStatus(row))).containsExactlyInAnyOrderElementsOf(codes);
    }

    private static boolean hasStatus(String row) {
        return row.matches("\\| `\\w+` \\| \\d+ .*");
    }

    private static Stream<String> rows() throws IOException {
        String document = Files.readString(Path.of("../docs/errors.md"));
        String section = document.split("\n## user-service\n", 2)[1].split("\n## ", 2)[0];
        return section.lines().filter(line -> line.startsWith("| `"));
    }
}
