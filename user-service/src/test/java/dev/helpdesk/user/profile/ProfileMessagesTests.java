package dev.helpdesk.user.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileMessagesTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "fr"})
    void sayEveryErrorInBothLanguages(String language) {
        ResourceBundle sentences = ResourceBundle.getBundle("messages/profile-errors", Locale.forLanguageTag(language));
        ResourceBundle english = ResourceBundle.getBundle("messages/profile-errors", Locale.ROOT);

        assertThat(Arrays.stream(ProfileError.values()).map(ProfileError::code)).allSatisfy(code -> {
            assertThat(sentences.getString(code)).isNotBlank();
            assertThat(sentences.getString(code + ".title")).isNotBlank();
        });
        assertThat(sentences.keySet()).isEqualTo(english.keySet());
        assertThat(sentences.getLocale().getLanguage()).isEqualTo(language);
    }
}
