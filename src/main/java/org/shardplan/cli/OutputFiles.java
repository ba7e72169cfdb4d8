package org.shardplan.cli;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.shardplan.io.json.OutputFile;

/**
 * Where files about problems go: the named file, or into the named folder under the names of the problem files.
 *
 * @param target the file or folder, if the user named one
 * @param isFolder whether it is a folder
 * @param ending how the names of files in that folder end
 */
record OutputFiles(Optional<Path> target, boolean isFolder, String ending) {

    private static final String JSON = ".json";

    /** Solutions. */
    static OutputFiles of(Path target, List<Path> problems) {
        return of(target, problems, JSON);
    }

    /** Web pages. */
    static OutputFiles pages(Path target, List<Path> problems) {
        return of(target, problems, ".html");
    }

    private static OutputFiles of(Path target, List<Path> problems, String ending) {
        boolean isFolder = target != null && (problems.size() > 1 || Files.isDirectory(target));
        return new OutputFiles(Optional.ofNullable(target), isFolder, ending);
    }

    /** Why nothing could be written there, known before hours are spent on searching. */
    Optional<String> obstacle(List<Path> problems) {
        if (target.isEmpty()) {
            return Optional.empty();
        }
        if (target.get().toString().isEmpty()) {
            return Optional.of("The output must have a name. Maybe use "
                    + (ending.equals(JSON) ? "solution" : "report") + ending + ".");
        }
        if (isFolder && !Files.isDirectory(target.get())) {
            return Optional.of("The output (" + target.get() + ") must be a folder that exists when there are several "
                    + "problem files. Maybe create it first.");
        }
        return collision(problems).or(() -> OutputFile.obstacle(file(problems.get(0))));
    }

    /** Two solutions in one file, or a solution in the place of a problem. */
    private Optional<String> collision(List<Path> problems) {
        Set<Path> taken = new HashSet<>();
        for (Path problem : problems) {
            taken.add(OutputFile.place(problem));
        }
        for (Path problem : problems) {
            if (!taken.add(OutputFile.place(file(problem)))) {
                return Optional.of("The output (" + file(problem) + ") must be a file of its own, it is a problem "
                        + "file or gets two solutions. Maybe use another folder.");
            }
        }
        return Optional.empty();
    }

    /** Why these files and the others cannot both be written. */
    Optional<String> conflict(OutputFiles others) {
        boolean same = target.isPresent() && target.equals(others.target) && !isFolder;
        return same ? Optional.of("The outputs (" + target.get() + ") must be two different files. Maybe name one "
                + target.get() + others.ending + ".") : Optional.empty();
    }

    /** Writes a text, made for the relative path of its problem, if the user wants it; says why if that fails. */
    Optional<String> write(Path problem, UnaryOperator<String> text) {
        if (target.isPresent()) {
            try {
                OutputFile.write(file(problem), text.apply(pathOf(problem)));
            } catch (UncheckedIOException failure) {
                return Optional.of(failure.getMessage());
            }
        }
        return Optional.empty();
    }

    /** A folder beside the solution, or without one here, named after it and this ending. */
    Path beside(Path problem, String ending) {
        Path solution = target.isPresent() ? file(problem) : problem.getFileName();
        return solution.resolveSibling(solution.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }

    /** The problem file as seen from its solution. */
    private String pathOf(Path problem) {
        Path folder = file(problem).toAbsolutePath().normalize().getParent();
        Path absolute = problem.toAbsolutePath().normalize();
        boolean related = folder != null && folder.getRoot().equals(absolute.getRoot());
        return (related ? folder.relativize(absolute) : absolute).toString().replace('\\', '/');
    }

    private Path file(Path problem) {
        Path path = target.orElseThrow();
        if (!isFolder) {
            return path;
        }
        String name = problem.getFileName().toString();
        return path.resolve(ending.equals(JSON) ? name : name.replaceFirst("\\.json$", "") + ending);
    }
}
