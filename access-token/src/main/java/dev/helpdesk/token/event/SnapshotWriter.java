package dev.helpdesk.token.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Gathers records into rows. */
final class SnapshotWriter {

    private final Consumer<byte[]> rows;
    private final ByteBuffer row;

    SnapshotWriter(Consumer<byte[]> rows, int recordsPerRow) {
        this.rows = rows;
        this.row = ByteBuffer.allocate(recordsPerRow * SnapshotRecord.BYTES);
    }

    void write(SnapshotRecord entry) {
        entry.write(row);
        if (!row.hasRemaining()) {
            flush();
        }
    }

    /** Hands over what no row was full with yet. */
    void flush() {
        if (row.position() > 0) {
            rows.accept(Arrays.copyOf(row.array(), row.position()));
            row.clear();
        }
    }
}
