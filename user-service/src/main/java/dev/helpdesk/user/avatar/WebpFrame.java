package dev.helpdesk.user.avatar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;

/**
 * The first frame of a WebP file, as the decoder will meet it: the size the file states at its start need not be that of the frame.
 *
 * @param width pixels a row
 * @param height pixels a column
 * @param heldWhole whether the decoder keeps all its pixels in memory: the lossless way, which transparency of a lossy one takes too
 */
record WebpFrame(int width, int height, boolean heldWhole) {

    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATED = 0x02;
    private static final int FRAME_HEADER = 16;
    private static final int DIMENSION = 0x3FFF;

    /** What lies beyond the file or is too long to be within fails with a {@link RuntimeException}. */
    static WebpFrame of(byte[] content) throws IIOException {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        Chunk first = Chunk.at(file, FIRST_CHUNK);
        if (!first.name().equals("VP8X")) {
            return of(file, List.of(first));
        }
        long end = Math.min(content.length, 8 + Integer.toUnsignedLong(file.getInt(4)));
        List<Chunk> chunks = chunks(file, first.next(), end);
        if ((file.get(first.start()) & ANIMATED) == 0) {
            return of(file, chunks);
        }
        Chunk frame = chunks.stream()
                .filter(chunk -> chunk.name().equals("ANMF"))
                .findFirst()
                .orElseThrow(() -> new IIOException("no frame"));
        return of(file, chunks(file, frame.start() + FRAME_HEADER, frame.end()));
    }

    private static List<Chunk> chunks(ByteBuffer file, int from, long end) throws IIOException {
        List<Chunk> chunks = new ArrayList<>();
        for (int position = from; position < end; position = chunks.getLast().next()) {
            Chunk chunk = Chunk.at(file, position);
            if (chunk.end() > end) {
                throw new IIOException("a chunk longer than what it is in");
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    /** The decoder would decode each of several frames, one over the other. */
    private static WebpFrame of(ByteBuffer file, List<Chunk> chunks) throws IIOException {
        List<Chunk> images =
                chunks.stream().filter(chunk -> chunk.name().startsWith("VP8")).toList();
        long masks =
                chunks.stream().filter(chunk -> chunk.name().equals("ALPH")).count();
        if (images.size() != 1 || masks > 1) {
            throw new IIOException("not exactly one picture in a frame");
        }
        Chunk image = images.getFirst();
        return switch (image.name()) {
            case "VP8 " -> lossy(file, image.start() + 6, masks > 0);
            case "VP8L" -> lossless(file.getInt(image.start() + 1));
            default -> throw new IIOException("no picture in a frame");
        };
    }

    private static WebpFrame lossy(ByteBuffer file, int position, boolean masked) {
        return new WebpFrame(file.getShort(position) & DIMENSION, file.getShort(position + 2) & DIMENSION, masked);
    }

    private static WebpFrame lossless(int dimensions) {
        return new WebpFrame((dimensions & DIMENSION) + 1, ((dimensions >> 14) & DIMENSION) + 1, true);
    }

    /** A part of the file: its content is from {@code start} to before {@code end}. */
    private record Chunk(String name, int start, int end) {

        static Chunk at(ByteBuffer file, int position) {
            byte[] name = new byte[4];
            file.get(position, name);
            int start = position + 8;
            return new Chunk(
                    new String(name, ISO_8859_1),
                    start,
                    Math.toIntExact(start + Integer.toUnsignedLong(file.getInt(position + 4))));
        }

        /** Chunks start at even positions. */
        int next() {
            return Math.addExact(end, end & 1);
        }
    }
}
