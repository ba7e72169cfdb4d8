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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.fleet.explain.FleetExplainer;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.io.solution.FleetDocument;
import org.shardplan.io.solution.RunningPlanReader;
import org.shardplan.problem.FleetProblem;
import org.shardplan.report.TextReport;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Style;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** The answers under solutions/fleets/, and why they are as they are, are what the shipped fleets get today. */
class GoldenFleetsTest {

    private static final SchemaLocation SCHEMA =
            SchemaLocation.of("classpath:/org/shardplan/schema/solution.schema.json#/$defs/fleet");
    private static final GoldenTexts EXPLANATIONS = new GoldenTexts(
            Path.of("src/test/resources/org/shardplan/fleet/explain"), Path.of("target/golden/fleet/explain"));
    private static final Path PROBLEMS = Path.of("problems/fleets");
    private static final Path SOLUTIONS = Path.of("solutions/fleets");
    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10));
    /** Fleets that are planned anew, and the plan that runs. */
    private static final Map<String, String> FROM = Map.of("five-trainings-fewer-h100.json", "five-trainings.json");

    static Stream<Path> fleets() throws IOException {
        try (Stream<Path> files = Files.list(PROBLEMS)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void aShippedFleetGetsTheAnswerThatWasAccepted(Path file) throws IOException {
        String name = file.getFileName().toString();
        FleetProblem problem = (FleetProblem) ProblemReader.shipped().read(file).question().orElseThrow();
        Optional<RunningPlan> running = Optional.ofNullable(FROM.get(name)).map(
                from -> RunningPlanReader.read(SOLUTIONS.resolve(from), OptionalDouble.empty()).plan().orElseThrow());
        Path golden = SOLUTIONS.resolve(name);
        FleetSolution solution = new FleetPlanner(OPTIONS).solve(problem, running);
        assertThat(FleetDocument.of(solution, "../../" + file))
                .as("To accept: ./shardplan solve %s -o %s", file, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "(no golden answer yet)");
        EXPLANATIONS.check(name.replace(".json", ""), new TextReport(Style.PLAIN, Depth.BRIEF).of(
                new FleetExplainer(solution, Deadline.never()).explain(workload -> true, Optional.empty()), List.of()));
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void anAcceptedAnswerFitsTheSchema(Path file) throws IOException {
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA)
                .validate(Files.readString(SOLUTIONS.resolve(file.getFileName())), InputFormat.JSON)).isEmpty();
    }
}
