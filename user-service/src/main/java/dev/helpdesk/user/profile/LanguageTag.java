package dev.helpdesk.user.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A BCP 47 language tag, such as {@code fr-CA}, of a language and a country that exist. */
@Constraint(validatedBy = LanguageTag.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface LanguageTag {

    String message() default "invalid_locale";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the JDK, which knows the ISO lists. */
    final class Validator implements ConstraintValidator<LanguageTag, @Nullable String> {

        private static final int LONGEST = 35;
        private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
        private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

        @Override
        public boolean isValid(@Nullable String tag, ConstraintValidatorContext context) {
            return tag == null || (tag.length() <= LONGEST && isKnown(tag));
        }

        private static boolean isKnown(String tag) {
            try {
                Locale locale = new Locale.Builder().setLanguageTag(tag).build();
                return isLanguage(locale.getLanguage()) && isRegion(locale.getCountry());
            } catch (IllformedLocaleException e) {
                return false;
            }
        }

        /** Of the three-letter codes there are too many to list: ISO 639-3 has 7,900. */
        private static boolean isLanguage(String language) {
            return LANGUAGES.contains(language) || language.length() == 3;
        }

        /** Three digits name a part of the world: {@code es-419}. */
        private static boolean isRegion(String region) {
            return region.isEmpty() || region.length() == 3 || COUNTRIES.contains(region);
        }
    }
}
