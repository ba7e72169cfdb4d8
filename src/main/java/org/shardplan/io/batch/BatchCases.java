package org.shardplan.io.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.shardplan.batch.Axis;
import org.shardplan.batch.CaseRow;
import org.shardplan.batch.Grid;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.SourceFile;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemReader;

/**
 * The cases of a batch: every combination of the varied values for every file. A file that cannot be varied is one
 * case. Of
 * the files nothing is kept but how many cases they are.
 */
public final class BatchCases {

    /** Each case takes some bytes of memory. */
    public static final int MOST_CASES = 1_000_000;

    private final List<Path> files;
    private final Grid grid;
    private final int[] ends;
    private final MessageDigest digest = sha256();
    private Optional<String> obstacle = Optional.empty();

    private BatchCases(List<Path> files, Grid grid) {
        this.files = List.copyOf(files);
        this.grid = grid;
        this.ends = new int[files.size()];
        grid.axes().forEach(axis -> digest(axis.path() + "=" + String.join(",", axis.values())));
    }

    /** The cases of these files, which are looked at once. */
    public static BatchCases of(List<Path> files, Grid grid) {
        BatchCases cases = new BatchCases(files, grid);
        int end = 0;
        for (int file = 0; file < files.size(); file++) {
            end += cases.count(files.get(file));
            cases.ends[file] = end;
        }
        return cases;
    }

    private int count(Path file) {
        SourceFile.read(file, new Findings(new Source(file.toString(), ""))).ifPresent(this::digest);
        BatchTemplate.Result result = BatchTemplate.of(file, grid.axes());
        if (result.obstacle().isPresent() && obstacle.isEmpty()) {
            obstacle = result.obstacle();
        }
        return result.template().isPresent() ? (int) grid.size() : 1;
    }

    /** Why the fields cannot be varied in any of the files: no file has such a field, or no problem may have it. */
    public Optional<String> obstacle(ProblemReader reader) {
        BatchCaseReader first = new BatchCaseReader(this, reader);
        int previous = 0;
        for (int end : ends) {
            if (end - previous == grid.size() && first.template(previous).isPresent()) {
                return unknownPath(first.read(previous));
            }
            previous = end;
        }
        return obstacle;
    }

    private Optional<String> unknownPath(ProblemFile read) {
        for (Axis axis : grid.axes()) {
            String pointer = "/" + axis.path().replace('.', '/');
            for (Diagnostic diagnostic : read.diagnostics()) {
                String place = diagnostic.location().pointer();
                if (diagnostic.message().startsWith("unknown field") && (pointer + "/").startsWith(place + "/")) {
                    return Optional.of(Sentence.must("--vary path", axis.path(), "lead to a field that problems have; "
                            + diagnostic.message(), "") + " " + diagnostic.suggestion());
                }
            }
        }
        return Optional.empty();
    }

    /** Number of cases. */
    public int count() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** The files. */
    public List<String> problems() {
        return files.stream().map(Path::toString).toList();
    }

    public Grid grid() {
        return grid;
    }

    /** The file of a case, counted from 0. */
    public Path file(int number) {
        return files.get(fileIndex(number));
    }

    /** Which values a case has, counted from 0. */
    public int combination(int number) {
        int file = fileIndex(number);
        return number - (file == 0 ? 0 : ends[file - 1]);
    }

    private int fileIndex(int number) {
        int found = Arrays.binarySearch(ends, number + 1);
        return found >= 0 ? found : -found - 1;
    }

    /** Whether a case has varied values; a file that cannot be varied has none. */
    public boolean isVaried(int number) {
        int file = fileIndex(number);
        int count = ends[file] - (file == 0 ? 0 : ends[file - 1]);
        return grid.size() > 1 ? count > 1 : !grid.axes().isEmpty() && obstacle.isEmpty();
    }

    /** The varied values of a case in JSON; none if its file cannot be varied. */
    List<String> values(CaseRow row) {
        return isVaried(row.number() - 1) ? grid.values(row.combination()) : List.of();
    }

    /** What makes this batch this batch, in one line of JSON. */
    public String definition(String version) {
        return JsonText.line(json -> {
            json.text("type", "batch");
            json.text("shardplan", version);
            json.count("cases", count());
            json.texts("problems", files.stream().map(Path::toString).toList());
            json.texts("vary", grid.axes().stream().map(Axis::path).toList());
            json.text("fingerprint", HexFormat.of().formatHex(clone(digest).digest()));
        });
    }

    private void digest(String text) {
        digest.update((text.length() + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java has SHA-256.", failure);
        }
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException failure) {
            throw new IllegalStateException("The SHA-256 of Java can be cloned.", failure);
        }
    }
}
