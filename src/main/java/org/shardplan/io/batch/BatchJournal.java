package org.shardplan.io.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.shardplan.batch.CaseRow;
import org.shardplan.io.json.Sentence;

/**
 * The results of a batch in a file of JSON lines, the definition of the batch first. Every case is in the file as
 * soon as it is finished, so a killed batch loses nothing that was; in the end the cases are put in their order.
 */
public final class BatchJournal implements AutoCloseable {

    private final Path file;
    private final BatchCases cases;
    private final BatchIndex index;
    private final FileChannel channel;
    private int definitionLength;
    private long end;

    private BatchJournal(Path file, BatchCases cases) throws IOException {
        this.file = file;
        this.cases = cases;
        this.index = new BatchIndex(cases.count());
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /**
     * A journal that goes on where the file ends.
     *
     * @throws IllegalArgumentException with a sentence for the user if the file belongs to another batch
     */
    public static BatchJournal open(Path file, BatchCases cases, String definition) {
        try {
            BatchJournal journal = new BatchJournal(file, cases);
            try {
                journal.recover(definition);
                return journal;
            } catch (IOException | RuntimeException failure) {
                journal.channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private void recover(String definition) throws IOException {
        definitionLength = definition.getBytes(StandardCharsets.UTF_8).length;
        if (channel.tryLock() == null) {
            throw other("not be in use", "wait for the batch that writes it");
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r");
                BatchLines lines = new BatchLines(reader)) {
            String first = lines.next();
            if (first == null && !definition.startsWith(lines.torn())) {
                throw other("be a journal of this batch, it is something else", "name another file");
            }
            if (first == null) {
                channel.truncate(0);
                write(definition);
                return;
            }
            if (!(first + "\n").equals(definition)) {
                throw other("belong to this batch; it was started with other problems, values or another version",
                        "name another file or start afresh without --resume");
            }
            remember(lines);
        }
        channel.truncate(end);
    }

    private void remember(BatchLines lines) throws IOException {
        end = lines.offset();
        for (String line = lines.next(); line != null; line = lines.next()) {
            long start = end;
            end = lines.offset();
            BatchLine.read(line, cases).ifPresentOrElse(
                    row -> index.place(row.number(), start, (int) (end - start)), index::skip);
        }
        if (!lines.torn().isEmpty()) {
            index.skip();
        }
    }

    private IllegalArgumentException other(String demand, String advice) {
        return new IllegalArgumentException(Sentence.must("journal", file.toString(), demand, advice));
    }

    /** Number of cases that are in the file. */
    public synchronized int finished() {
        return index.finished();
    }

    /** Number of lines that were torn and have to be done again. */
    public int dropped() {
        return index.skipped();
    }

    /** Whether a case, counted from 0, is in the file. */
    public synchronized boolean isDone(int number) {
        return index.has(number);
    }

    /** Adds a case that is finished. */
    void append(CaseRow row) {
        String line = BatchLine.of(row, cases);
        synchronized (this) {
            long start = end;
            write(line);
            index.place(row.number(), start, (int) (end - start));
        }
    }

    private void write(String line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** Puts the cases in their order, once all are there. */
    public void order() {
        if (index.isOrdered()) {
            return;
        }
        try {
            Path draft = file.resolveSibling("." + file.getFileName() + "."
                    + ProcessHandle.current().pid() + ".tmp");
            try {
                index.copy(channel, definitionLength, draft);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    /** Shows every case in the order of the file. */
    public void forEach(Consumer<CaseRow> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                BatchLine.read(line, cases).ifPresent(reader);
            }
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static UncheckedIOException unwritable(Path file, IOException failure) {
        return new UncheckedIOException(Sentence.must("journal", file.toString(), "be writable", ""), failure);
    }
}
