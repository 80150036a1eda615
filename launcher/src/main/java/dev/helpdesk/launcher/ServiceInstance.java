package dev.helpdesk.launcher;

import java.net.URI;

/** A further instance of a service, beside the one that every platform has. */
public record ServiceInstance(ManagedProcess process, URI url, URI managementUrl) implements AutoCloseable {

    @Override
    public void close() {
        process.stop();
    }
}
