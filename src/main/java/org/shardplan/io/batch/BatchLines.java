package org.shardplan.io.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** The lines of a file and where they start; what follows the last line feed is no line but torn. */
final class BatchLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int filled;
    private int position;
    private long offset;

    BatchLines(RandomAccessFile file) {
        this.file = file;
    }

    /** The next whole line without its line feed, or null. */
    String next() throws IOException {
        line.reset();
        while (true) {
            if (position == filled) {
                filled = Math.max(0, file.read(buffer));
                position = 0;
            }
            if (filled == 0) {
                return null;
            }
            byte symbol = buffer[position++];
            if (symbol == '\n') {
                offset += line.size() + 1;
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(symbol);
        }
    }

    /** Where the next line starts. */
    long offset() {
        return offset;
    }

    /** What is left at the end. */
    String torn() {
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
