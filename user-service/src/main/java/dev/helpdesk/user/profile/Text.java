package dev.helpdesk.user.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text for people: neither blank nor too long, and without characters that nobody sees. The joiners that emoji and some scripts are
 * written with may stand in it.
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface Text {

    /** The most characters it may have. */
    int max();

    /** Whether it may have several lines. */
    boolean lines() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the rule that is broken. */
    final class Validator implements ConstraintValidator<Text, @Nullable CharSequence> {

        /** They turn the direction of writing or hide in a name; nobody may register under a name with one of them either. */
        private static final Pattern UNSEEN =
                Pattern.compile("[\\u00AD\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]");

        private int max;
        private boolean lines;

        @Override
        public void initialize(Text text) {
            max = text.max();
            lines = text.lines();
        }

        @Override
        public boolean isValid(@Nullable CharSequence value, ConstraintValidatorContext context) {
            String broken = value == null ? null : brokenRule(value.toString());
            if (broken == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(broken).addConstraintViolation();
            return false;
        }

        private @Nullable String brokenRule(String text) {
            if (text.codePointCount(0, text.length()) > max) {
                return "too_long";
            }
            if (UNSEEN.matcher(text).find() || !text.codePoints().allMatch(this::isAllowed)) {
                return "invalid_characters";
            }
            return text.codePoints().allMatch(Validator::isBlank) ? "blank" : null;
        }

        /** Joiners have nothing to join when they are alone. */
        private static boolean isBlank(int character) {
            return Character.isWhitespace(character)
                    || Character.isSpaceChar(character)
                    || Character.getType(character) == Character.FORMAT;
        }

        private boolean isAllowed(int character) {
            if (character == '\n' || character == '\r' || character == '\t') {
                return lines;
            }
            return switch (Character.getType(character)) {
                case Character.CONTROL, Character.SURROGATE -> false;
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> lines;
                default -> true;
            };
        }
    }
}
