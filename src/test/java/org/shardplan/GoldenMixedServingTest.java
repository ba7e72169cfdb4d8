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
import org.shardplan.io.solution.MixedServingDocument;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingPlanner;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.space.Deadline;

/** The answers under solutions/mixed/ are the ones the shipped mixed pipelines that serve get today, to the byte. */
class GoldenMixedServingTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/mixedServing");
    private static final Path PROBLEMS = Path.of("problems/mixed");
    private static final Path SOLUTIONS = Path.of("solutions/mixed");

    static Stream<Path> problems() throws IOException {
        try (Stream<Path> files = Files.list(PROBLEMS)) {
            return files.filter(file -> file.getFileName().toString().startsWith("serve-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aShippedPipelineThatServesGetsTheAnswerThatWasAccepted(Path file) throws IOException {
        MixedServingProblem problem = (MixedServingProblem) ProblemReader.shipped().read(file).question().orElseThrow();
        MixedServingAnswer answer = MixedServingPlanner.solve(problem, Deadline.after(Duration.ofMinutes(10)));
        Path golden = SOLUTIONS.resolve(file.getFileName());
        assertThat(MixedServingDocument.of(answer, "../../" + file))
                .as("To accept: ./shardplan solve %s -o %s", file, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "(no golden answer yet)");
    }

    @Test
    void anAnswerWithoutAPipelineFitsTheSchema() {
        MixedServingProblem problem = MixedServingProblems.read(MixedServingProblems.SMALL_MODEL,
                ", 'inputTokens': 2000, 'outputTokens': 200, 'tpotMs': 1", MixedServingProblems.SMALL_POOLS, "");
        String document = MixedServingDocument.of(
                MixedServingPlanner.solve(problem, Deadline.after(Duration.ofMinutes(10))), "problem.json");
        assertThat(document).contains("\"status\": \"infeasible\"", "\"rule\": \"tpot\"");
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA)
                .validate(document, InputFormat.JSON)).isEmpty();
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
