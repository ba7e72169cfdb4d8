package org.shardplan.io;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.io.Diagnostic.Location;
import org.shardplan.io.Diagnostic.Severity;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;

/**
 * A solution file together with the problem it answers.
 *
 * @param problem the problem, if there is no error
 * @param layout its best layout, if there is no error
 * @param diagnostics everything wrong with either file
 */
public record SolutionFile(Optional<Problem> problem, Optional<Layout> layout, List<Diagnostic> diagnostics) {

    public SolutionFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** The solution in a file, of the problem it names or of the given one. */
    public static SolutionFile read(Path file, Optional<Path> problem) {
        Document document = Document.of(file);
        Optional<Path> named = document.root().flatMap(root -> named(root, file, problem));
        List<Diagnostic> diagnostics = document.findings().conclude();
        return named.isEmpty() || diagnostics.stream().anyMatch(Diagnostic::isError)
                ? new SolutionFile(Optional.empty(), Optional.empty(), diagnostics)
                : read(file, ProblemReader.shipped().read(named.get()));
    }

    private static Optional<Path> named(Fields root, Path file, Optional<Path> problem) {
        root.acceptOthers();
        root.required("version", Document.VERSION);
        if (root.isSound() && !root.has("layout")) {
            root.reject("The file has no layout to export: the problem has none, or it is no solution.");
            return Optional.empty();
        }
        if (problem.isPresent() || !root.isSound()) {
            return problem;
        }
        String path = root.required("problemFile", Text.PROSE);
        try {
            return root.isSound() ? Optional.of(file.resolveSibling(path).normalize()) : Optional.empty();
        } catch (InvalidPathException failure) {
            root.reject("problemFile", "be the path of a file", "");
            return Optional.empty();
        }
    }

    private static SolutionFile read(Path file, ProblemFile problem) {
        List<Diagnostic> diagnostics = new ArrayList<>(problem.diagnostics());
        Optional<Layout> layout = Optional.empty();
        if (problem.problem().isPresent()) {
            LayoutFile read = LayoutReader.read(file, problem.problem().get());
            diagnostics.addAll(read.diagnostics());
            layout = read.layout();
        }
        if (problem.question().isPresent() && problem.problem().isEmpty()) {
            diagnostics.add(new Diagnostic(Severity.ERROR, "The problem of the solution must be to train a model; "
                    + "serving layouts are not exported yet.",
                    new Location(file.toString(), "", Optional.empty()), ""));
        }
        return new SolutionFile(problem.problem(), layout, diagnostics);
    }
}
