package dev.helpdesk.user.avatar;

/**
 * One size of an avatar, ready to serve.
 *
 * @param size pixels a side
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param image the encoded picture
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Never compared; a copy of each picture would double the memory of an upload.
record Variant(int size, String mediaType, byte[] image) {}
