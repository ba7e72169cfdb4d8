package org.shardplan.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The lines of a journal in the order of their cases.
 *
 * @param journal the file they are in
 * @param offsets where the line of each case starts
 * @param lengths how long it is
 */
record BatchOrder(FileChannel journal, long[] offsets, int[] lengths) {

    /** Copies the definition and then the cases into another file. */
    void copy(int definitionLength, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            copy(0, definitionLength, out);
            for (int number = 0; number < offsets.length; number++) {
                copy(offsets[number], lengths[number], out);
            }
        }
    }

    private void copy(long offset, int length, OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = journal.read(bytes, offset + bytes.position());
        }
        out.write(bytes.array(), 0, bytes.position());
    }
}
