package dev.helpdesk.auth.once;

import dev.helpdesk.service.error.ApiException;
import dev.helpdesk.service.error.CommonError;
import dev.helpdesk.service.error.ErrorCatalogue;
import dev.helpdesk.service.error.ErrorCode;
import dev.helpdesk.service.error.FieldError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a failure is told to the replicas that wait: its answer without its cause. */
final class FailureForm implements Form<ApiException> {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, ErrorCode> codes;

    private record Told(
            String code,
            List<FieldError> fields,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {}

    /**
     * @param catalogues all failures there are
     */
    FailureForm(Collection<ErrorCatalogue> catalogues) {
        codes = catalogues.stream()
                .flatMap(catalogue -> catalogue.codes().stream())
                .collect(Collectors.toUnmodifiableMap(ErrorCode::code, Function.identity()));
    }

    @Override
    public byte[] write(ApiException failure) {
        return JSON.writeValueAsBytes(
                new Told(failure.error().code(), failure.fields(), failure.members(), failure.retryAfter()));
    }

    /** A code that only another version of this service knows is an internal error. */
    @Override
    public ApiException read(byte[] bytes) {
        Told told = JSON.readValue(bytes, Told.class);
        ErrorCode code = codes.getOrDefault(told.code(), CommonError.INTERNAL_ERROR);
        ApiException failure = ApiException.of(code, told.fields().toArray(FieldError[]::new));
        for (Map.Entry<String, Object> member : told.members().entrySet()) {
            failure = failure.with(member.getKey(), member.getValue());
        }
        return told.retryAfter() == null ? failure : failure.retryAfter(told.retryAfter());
    }
}
