package dev.helpdesk.service.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ErrorCatalogueTests {

    private static final ErrorCode UNSPOKEN = new ErrorCode() {
        @Override
        public String code() {
            return "unspoken";
        }

        @Override
        public HttpStatus status() {
            return HttpStatus.CONFLICT;
        }
    };

    @Test
    void hasTitleAndSentenceOfEveryCommonErrorInBothLanguages() {
        assertThat(ErrorCatalogue.of("messages/common-errors", CommonError.values())
                        .missingSentences())
                .isEmpty();
    }

    @Test
    void namesTheSentencesThatAreMissing() {
        assertThat(ErrorCatalogue.of("messages/common-errors", UNSPOKEN).missingSentences())
                .containsExactly(
                        "unspoken.title in messages/common-errors.properties",
                        "unspoken in messages/common-errors.properties",
                        "unspoken.title in messages/common-errors_fr.properties",
                        "unspoken in messages/common-errors_fr.properties");
    }

    @Test
    void stopsTheStartWhenASentenceIsMissing() {
        List<ErrorCatalogue> catalogues = List.of(ErrorCatalogue.of("messages/nowhere", UNSPOKEN));

        assertThatThrownBy(() -> new ErrorSentences(catalogues))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Error sentences are missing: unspoken.title in messages/nowhere.properties");
    }
}
