package dev.helpdesk.token.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of the index in the 21 bytes that services exchange, big-endian: the code of its kind (1), its fingerprint (16), its second
 * (4, unsigned).
 *
 * @param second of a bound, the second before which a token must not have been issued; else the one until which the entry matters
 */
record SnapshotRecord(EntryKind kind, Fingerprint fingerprint, long second) {

    static final int BYTES = 21;

    private static final long LATEST = 0xFFFF_FFFFL;

    void write(ByteBuffer bytes) {
        bytes.put(kind.code()).putLong(fingerprint.high()).putLong(fingerprint.low());
        bytes.putInt((int) Math.min(second, LATEST));
    }

    /**
     * The records of a row.
     *
     * @throws IllegalArgumentException when it is no row of records
     */
    static List<SnapshotRecord> readAll(byte[] row) {
        if (row.length % BYTES != 0) {
            throw new IllegalArgumentException("a snapshot consists of records of " + BYTES + " bytes");
        }
        List<SnapshotRecord> records = new ArrayList<>(row.length / BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(row);
        while (bytes.hasRemaining()) {
            records.add(read(bytes));
        }
        return records;
    }

    private static SnapshotRecord read(ByteBuffer bytes) {
        EntryKind kind = EntryKind.withCode(bytes.get())
                .orElseThrow(() -> new IllegalArgumentException("a record of the snapshot has an unknown kind"));
        Fingerprint fingerprint = Fingerprint.read(bytes);
        long second = Integer.toUnsignedLong(bytes.getInt());
        if (second == 0) {
            throw new IllegalArgumentException("a record of the snapshot has no time");
        }
        return new SnapshotRecord(kind, fingerprint, second);
    }
}
