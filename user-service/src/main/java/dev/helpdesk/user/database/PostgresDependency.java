package dev.helpdesk.user.database;

import dev.helpdesk.service.health.Dependency;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class PostgresDependency implements Dependency {

    private final JdbcClient jdbc;

    PostgresDependency(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public boolean essential() {
        return true;
    }

    @Override
    public void check() {
        jdbc.sql("select 1").query(Integer.class).single();
    }
}
