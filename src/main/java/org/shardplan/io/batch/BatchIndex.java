package org.shardplan.io.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which cases a journal has, and where. */
final class BatchIndex {

    private final long[] offsets;
    private final int[] lengths;
    private int lastNumber;
    private int finished;
    private int skipped;
    private boolean ordered = true;

    BatchIndex(int cases) {
        this.offsets = new long[cases];
        this.lengths = new int[cases];
    }

    /** A line of a case, counted from 1; only the first of each counts. */
    void place(int number, long start, int length) {
        if (lengths[number - 1] > 0) {
            ordered = false;
            return;
        }
        offsets[number - 1] = start;
        lengths[number - 1] = length;
        finished++;
        ordered &= number == lastNumber + 1;
        lastNumber = number;
    }

    /** A line that is no case. */
    void skip() {
        skipped++;
        ordered = false;
    }

    int finished() {
        return finished;
    }

    int skipped() {
        return skipped;
    }

    /** Whether a case, counted from 0, is there. */
    boolean has(int number) {
        return lengths[number] > 0;
    }

    /** Whether there is nothing in the journal but cases in their order. */
    boolean isOrdered() {
        return ordered;
    }

    /** Copies the definition and then the cases, in their order, into another file. */
    void copy(FileChannel journal, int definitionLength, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            copy(journal, 0, definitionLength, out);
            for (int number = 0; number < offsets.length; number++) {
                copy(journal, offsets[number], lengths[number], out);
            }
        }
    }

    private static void copy(FileChannel journal, long offset, int length, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = journal.read(bytes, offset + bytes.position());
        }
        out.write(bytes.array(), 0, bytes.position());
    }
}
