package dev.helpdesk.user.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Text for people: neither blank nor too long, and without characters that no keyboard writes. */
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
            if (!text.codePoints().allMatch(this::isAllowed)) {
                return "invalid_characters";
            }
            return text.isBlank() ? "blank" : null;
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
