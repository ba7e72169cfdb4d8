package org.shardplan.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.io.json.OutputFile;
import picocli.CommandLine.Option;

/** Where the results of a batch go. */
final class BatchOutputs {

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", order = -20,
            description = "Write cases.jsonl, cases.csv and summary.txt into this folder, which is created.")
    private Path folder;

    @Option(names = "--jsonl", paramLabel = "FILE", order = -19,
            description = "Write each case as a line of JSON to this file as soon as it is finished.")
    private Path lines;

    @Option(names = "--csv", paramLabel = "FILE", order = -18, description = "Write the table as CSV to this file.")
    private Path table;

    @Option(names = "--html", paramLabel = "FILE", order = -18,
            description = "Write the report as one web page to this file.")
    private Path page;

    @Option(names = "--json", order = -9, description = "Print one JSON document instead of the table: every case, the "
            + "frontier, the break points; shardplan schema batch describes it.")
    private boolean json;

    @Option(names = "--resume", order = -17,
            description = "Go on with the batch in the JSON lines and skip what is finished there.")
    private boolean resume;

    /** Why nothing can be written there, or not without overwriting a problem file. */
    Optional<String> obstacle(List<Path> problems) {
        if (resume && folder == null && lines == null) {
            return Optional.of("The --resume must come with the results to go on with. Maybe add "
                    + "-o DIR or --jsonl FILE.");
        }
        return folder().or(() -> Stream.of(journal(), csv(), summary(), page()).flatMap(Optional::stream)
                .map(file -> OutputFile.obstacle(file, problems)).flatMap(Optional::stream).findFirst())
                .or(this::unreadable).or(this::finishedBefore);
    }

    private Optional<String> folder() {
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of("The output (" + folder + ") must be a folder that can be created. Maybe name another.");
        }
    }

    /** What is told in the end is read from the JSON lines, which a device or a pipe does not give back. */
    private Optional<String> unreadable() {
        return journal().filter(file -> Files.exists(file) && !Files.isRegularFile(file))
                .map(file -> "The output (" + file + ") must be a regular file. Maybe use --json and redirect it.");
    }

    private Optional<String> finishedBefore() {
        try {
            boolean there = journal().isPresent() && !resume && Files.exists(journal().get())
                    && Files.size(journal().get()) > 0;
            return there ? Optional.of("The output (" + journal().get() + ") must not hold results already. Maybe add "
                    + "--resume to go on with them, or name another.") : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether standard output is for programs. */
    boolean isJson() {
        return json;
    }

    Optional<Path> journal() {
        return file(lines, "cases.jsonl");
    }

    Optional<Path> csv() {
        return file(table, "cases.csv");
    }

    Optional<Path> page() {
        return Optional.ofNullable(page);
    }

    Optional<Path> summary() {
        return file(null, "summary.txt");
    }

    private Optional<Path> file(Path named, String name) {
        return Optional.ofNullable(named).or(() -> Optional.ofNullable(folder).map(parent -> parent.resolve(name)));
    }
}
