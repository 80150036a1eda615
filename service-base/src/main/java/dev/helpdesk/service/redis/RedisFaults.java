package dev.helpdesk.service.redis;

import dev.helpdesk.service.guard.Fault;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.dao.QueryTimeoutException;

/** What a failed command says of Redis. */
final class RedisFaults {

    private RedisFaults() {}

    static Fault of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .map(RedisFaults::own)
                .filter(fault -> fault != Fault.CUT)
                .findFirst()
                .orElse(Fault.CUT);
    }

    private static Fault own(Throwable failure) {
        return switch (failure) {
            // A replica that takes no writes, a full memory, a script that is busy.
            case RedisCommandExecutionException answered -> Fault.FAILED;
            case RedisCommandTimeoutException late -> Fault.SILENT;
            case QueryTimeoutException late -> Fault.SILENT;
            case TimeoutException late -> Fault.SILENT;
            case io.github.bucket4j.TimeoutException late -> Fault.SILENT;
            default -> Fault.CUT;
        };
    }
}
