package dev.helpdesk.user.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Lets one replica at a time copy the users. The database forgets the lock together with the connection of a replica that dies. */
@Component
final class ReplicaLock {

    private static final long KEY = 0x48656c7064657301L;

    private final DataSource dataSource;

    ReplicaLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Runs the task unless another replica holds the lock. Returns whether it has run. */
    boolean runIfFree(Runnable task) {
        try (Connection connection = dataSource.getConnection()) {
            boolean free = ask(connection, "select pg_try_advisory_lock(?)");
            if (free) {
                try {
                    task.run();
                } finally {
                    ask(connection, "select pg_advisory_unlock(?)");
                }
            }
            return free;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The lock of the directory could not be asked for", e);
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
