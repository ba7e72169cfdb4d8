package org.shardplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.io.problem.Schemas;
import org.shardplan.io.solution.MixedDocument;
import org.shardplan.io.solution.MixedServingDocument;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.mixed.serving.MixedServingPlanner;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Question;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** The answers under solutions/mixed/ are the ones the shipped mixed pipelines get today, to the byte. */
class GoldenMixedTest {

    private static final String SCHEMA = "classpath:/org/shardplan/schema/solution.schema.json#/$defs/";
    private static final Path PROBLEMS = Path.of("problems/mixed");
    private static final Path SOLUTIONS = Path.of("solutions/mixed");
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    static Stream<Path> problems() throws IOException {
        try (Stream<Path> files = Files.list(PROBLEMS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aShippedMixedPipelineGetsTheAnswerThatWasAccepted(Path file) throws IOException {
        Question question = ProblemReader.shipped().read(file).question().orElseThrow();
        String problemFile = "../../" + file;
        Path golden = SOLUTIONS.resolve(file.getFileName());
        assertThat(question instanceof MixedProblem training ? trained(training, problemFile)
                : served((MixedServingProblem) question, problemFile))
                .as("To accept: ./shardplan solve %s -o %s", file, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "(no golden answer yet)");
    }

    private static String trained(MixedProblem problem, String problemFile) {
        SolverOptions options = new SolverOptions(SearchKind.EXACT, 1, 0, TIME_LIMIT);
        return MixedDocument.of(new MixedPlanner(options).solve(problem), problemFile);
    }

    private static String served(MixedServingProblem problem, String problemFile) {
        return MixedServingDocument.of(MixedServingPlanner.solve(problem, Deadline.after(TIME_LIMIT)), problemFile);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void problemAndAnswerFitTheirSchemas(Path file) throws IOException {
        String solution = Files.readString(SOLUTIONS.resolve(file.getFileName()));
        assertThat(SCHEMAS.getSchema(Schemas.problem()).validate(Files.readString(file), InputFormat.JSON)).isEmpty();
        assertFits(solution, solution.contains("\"servingPipeline\"") ? "mixedServing" : "mixed");
    }

    private static void assertFits(String document, String definition) {
        assertThat(SCHEMAS.getSchema(SchemaLocation.of(SCHEMA + definition)).validate(document, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void anAnswerWithoutAPipelineFitsTheSchema() {
        String document = served(MixedServingProblems.read(MixedServingProblems.SMALL_MODEL,
                ", 'inputTokens': 2000, 'outputTokens': 200, 'tpotMs': 1", MixedServingProblems.SMALL_POOLS, ""),
                "problem.json");
        assertThat(document).contains("\"status\": \"infeasible\"", "\"rule\": \"tpot\"");
        assertFits(document, "mixedServing");
    }
}
