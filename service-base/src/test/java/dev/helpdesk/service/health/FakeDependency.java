package dev.helpdesk.service.health;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A dependency that does what it is told. */
final class FakeDependency implements Dependency {

    private final String name;
    private final boolean essential;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean up = true;
    private volatile boolean well = true;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakeDependency(String name, boolean essential) {
        this.name = name;
        this.essential = essential;
    }

    FakeDependency down() {
        up = false;
        return this;
    }

    FakeDependency unwell() {
        well = false;
        return this;
    }

    void up() {
        up = true;
    }

    FakeDependency hanging() {
        gate = new CountDownLatch(1);
        return this;
    }

    void goOn() {
        gate.countDown();
    }

    int timesAsked() {
        return asked.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean essential() {
        return essential;
    }

    @Override
    public void check() throws Exception {
        asked.incrementAndGet();
        gate.await();
        if (!up) {
            throw new IOException("secret.host.internal:5432 refused the connection");
        }
        if (!well) {
            throw new DegradedException("slower than usual");
        }
    }
}
