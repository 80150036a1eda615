package dev.helpdesk.user.profile;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The name of a time zone in the IANA database, such as {@code Europe/Paris}; an offset is none. */
@Constraint(validatedBy = TimeZoneName.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface TimeZoneName {

    String message() default "invalid_timezone";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the JDK, which has the database built in, and beside it a few names of its own. */
    final class Validator implements ConstraintValidator<TimeZoneName, @Nullable String> {

        private static final String JDK_ONLY = "SystemV/";

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null || (ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith(JDK_ONLY));
        }
    }
}
