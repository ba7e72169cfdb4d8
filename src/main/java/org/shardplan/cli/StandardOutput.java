package org.shardplan.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Standard output that remembers why it failed, where a {@link PrintStream} only knows that it did. */
final class StandardOutput extends FilterOutputStream {

    private static final int BUFFER = 1 << 16;

    private IOException failure;

    StandardOutput() {
        super(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException first) {
            throw remember(first);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException first) {
            throw remember(first);
        }
    }

    private IOException remember(IOException first) {
        failure = failure == null ? first : failure;
        return first;
    }

    /** Whether everything arrived; if not, says so, unless the reader at the other end of a pipe had enough. */
    boolean isComplete(PrintStream err) {
        if (failure == null || String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return true;
        }
        err.println("error: standard output could not be written (" + failure.getMessage() + ").");
        return false;
    }
}
