package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.export.FrameworkRules.Rule;
import org.shardplan.io.solution.SolutionFile;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;

/** What frameworks assert of their settings holds for what is written, or the file says that it does not. */
class FrameworkRulesTest {

    private static final Problem DENSE = TestProblems.training("Llama-3.1-70B", "4096x256", "H100-SXM-80", 64, "");
    private static final Problem EXPERTS = TestProblems.training("Mixtral-8x22B", "4096x256", "H100-SXM-80", 64, "");

    static List<Path> solutions() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("solutions"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static List<Destination> destinations(Plan plan) {
        return Stream.of(Destination.values()).filter(each -> Exporter.obstacle(plan, each).isEmpty()).toList();
    }

    /** The files of one thing that is started, a training or a kind of replica. */
    private static List<Told> told(Export export) {
        List<Export.File> scripts = export.files().stream().filter(file -> file.name().matches(
                "(train|serve.*|prefill|decode)\\.sh")).toList();
        List<Told> told = new ArrayList<>();
        for (Export.File script : scripts) {
            List<Export.File> files = new ArrayList<>(List.of(script));
            export.files().stream().filter(file -> !file.name().endsWith(".sh")
                    && (scripts.size() == 1 || file.name().startsWith(script.name().replace(".sh", "."))))
                    .forEach(files::add);
            told.add(Told.by(files));
        }
        return told;
    }

    private static List<Rule> broken(Export export, Destination destination) {
        return told(export).stream().flatMap(told -> FrameworkRules.of(destination).stream()
                .filter(rule -> !rule.holds().test(told))).toList();
    }

    private static boolean isSaid(Rule rule, Export export) {
        return export.gaps().stream().anyMatch(gap -> rule.gap().filter(gap::contains).isPresent());
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void everyFrameworkWouldStartTheShippedSolutions(Path file) {
        Optional<Plan> plan = SolutionFile.read(file, Optional.empty()).plan();
        for (Destination destination : plan.map(FrameworkRulesTest::destinations).orElse(List.of())) {
            Export export = Exporter.export(plan.orElseThrow(), destination);
            assertThat(told(export)).isNotEmpty();
            assertThat(broken(export, destination)).as("%s to %s: %s", file, destination.label(), export.gaps())
                    .allMatch(rule -> isSaid(rule, export));
        }
    }

    @Test
    void whatAFrameworkWouldRefuseIsSaidInTheFile() {
        Set<String> refused = new TreeSet<>();
        for (Problem problem : List.of(DENSE, EXPERTS)) {
            for (Layout layout : TestLayouts.grid(400)) {
                TrainingPlan plan = new TrainingPlan(problem, layout);
                for (Destination destination : isSound(plan) ? destinations(plan) : List.<Destination>of()) {
                    Export export = Exporter.export(plan, destination);
                    List<Rule> broken = broken(export, destination);
                    assertThat(broken).as("%s to %s: %s", layout, destination.label(), export.gaps())
                            .allMatch(rule -> isSaid(rule, export));
                    broken.forEach(rule -> refused.add(rule.sentence()));
                }
            }
        }
        assertThat(refused).containsExactly("ZeRO-1 at most with a pipeline",
                "experts beside tp need sequence parallelism", "experts over ranks that share weights");
    }

    /** Batches and stages that divide; the rest of the grid is no layout of anything. */
    private static boolean isSound(TrainingPlan plan) {
        Layout layout = plan.layout();
        int batch = plan.training().globalBatch();
        return batch % (layout.execution().microBatch() * plan.mesh().data()) == 0
                && plan.mesh().pipeline() * layout.schedule().chunks() <= plan.model().layers()
                && (plan.mesh().pipeline() > 1 || layout.schedule().chunks() == 1)
                && plan.mesh().replicas() % plan.mesh().expert() == 0
                && (plan.mesh().gpus() <= 8 || plan.mesh().gpus() % 8 == 0)
                && plan.training().sequenceLength() % (2 * plan.mesh().context() * plan.mesh().tensor()) == 0;
    }
}
