package dev.helpdesk.user.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's driver for requests: bounds how long a connection waits for a server that hangs, which the driver itself does in whole seconds. */
public final class ImpatientDriver implements Driver {

    private static final int LONGEST_SILENCE_MILLIS = 1250;

    private final Driver driver;

    public ImpatientDriver() {
        driver = ServiceLoader.load(Driver.class, ImpatientDriver.class.getClassLoader()).stream()
                .filter(known -> known.type().getName().equals("org.postgresql.Driver"))
                .findFirst()
                .orElseThrow()
                .get();
    }

    @Override
    public @Nullable Connection connect(String url, @Nullable Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection != null) {
            connection.setNetworkTimeout(Runnable::run, LONGEST_SILENCE_MILLIS);
        }
        return connection;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(ImpatientDriver.class.getPackageName());
    }
}
