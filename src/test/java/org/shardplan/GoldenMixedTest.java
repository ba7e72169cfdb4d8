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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.io.problem.Schemas;
import org.shardplan.io.solution.MixedDocument;
import org.shardplan.mixed.planner.MixedPlanner;
import org.shardplan.problem.MixedProblem;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** The answers under solutions/mixed/ are the ones the shipped mixed pipelines get today, to the byte. */
class GoldenMixedTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/mixed");
    private static final Path PROBLEMS = Path.of("problems/mixed");
    private static final Path SOLUTIONS = Path.of("solutions/mixed");
    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10));

    static Stream<Path> problems() throws IOException {
        try (Stream<Path> files = Files.list(PROBLEMS)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("serve-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aShippedMixedPipelineGetsTheAnswerThatWasAccepted(Path file) throws IOException {
        MixedProblem problem = (MixedProblem) ProblemReader.shipped().read(file).question().orElseThrow();
        Path golden = SOLUTIONS.resolve(file.getFileName());
        assertThat(MixedDocument.of(new MixedPlanner(OPTIONS).solve(problem), "../../" + file))
                .as("To accept: ./shardplan solve %s -o %s", file, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "(no golden answer yet)");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void problemAndAnswerFitTheirSchemas(Path file) throws IOException {
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        assertThat(schemas.getSchema(Schemas.problem()).validate(Files.readString(file), InputFormat.JSON)).isEmpty();
        assertThat(schemas.getSchema(SCHEMA)
                .validate(Files.readString(SOLUTIONS.resolve(file.getFileName())), InputFormat.JSON)).isEmpty();
    }
}
