package dev.helpdesk.systemtests.cluster;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** When clients said something, for example the first line of a request; times are of {@link System#nanoTime}. */
public final class Tally {

    private final String what;
    private final List<Long> times = new ArrayList<>();

    /** Counts each occurrence of that text; nothing when it is empty. */
    public Tally(String what) {
        this.what = what;
    }

    /** All times so far, in order. */
    public synchronized List<Long> times() {
        return List.copyOf(times);
    }

    private synchronized void add() {
        times.add(System.nanoTime());
    }

    Reader reader() {
        return what.isEmpty() ? Reader.NONE : new Searching();
    }

    /** Reads along on one connection. */
    interface Reader {

        Reader NONE = (chunk, length) -> {};

        void read(byte[] chunk, int length);
    }

    /** Finds the text also where it lies across two chunks. */
    private final class Searching implements Reader {

        private String rest = "";

        @Override
        public void read(byte[] chunk, int length) {
            String text = rest + new String(chunk, 0, length, ISO_8859_1);
            int after = 0;
            for (int found = text.indexOf(what); found >= 0; found = text.indexOf(what, after)) {
                add();
                after = found + what.length();
            }
            rest = text.substring(Math.max(after, text.length() - what.length() + 1));
        }
    }
}
