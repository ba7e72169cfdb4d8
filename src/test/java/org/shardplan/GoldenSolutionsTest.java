package org.shardplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.io.solution.ServingSolutionDocument;
import org.shardplan.io.solution.SolutionDocument;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** The answers under solutions/ are the ones the shipped problems get today, to the byte. */
class GoldenSolutionsTest {

    private static final Path PROBLEMS = Path.of("problems");
    private static final Path SOLUTIONS = Path.of("solutions");

    static Stream<Path> problems() throws IOException {
        try (Stream<Path> files = Files.list(PROBLEMS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aShippedProblemGetsTheAnswerThatWasAccepted(Path file) {
        assertThat(answer(ProblemReader.shipped().read(file).question().orElseThrow(), "../" + file))
                .as("To accept: ./shardplan solve %s -o %s", file, SOLUTIONS.resolve(file.getFileName()))
                .isEqualTo(read(SOLUTIONS.resolve(file.getFileName())));
    }

    private static String answer(Question question, String file) {
        SolverOptions options = new SolverOptions(
                SearchKind.EXACT, SolverOptions.DEFAULT.top(), 0, SolverOptions.DEFAULT.timeLimit());
        return question instanceof Problem problem
                ? SolutionDocument.of(new LayoutSolver().solve(problem, options), file)
                : ServingSolutionDocument.of(new ServingSolver().solve((ServingProblem) question, options), file);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "(no golden answer yet)";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
