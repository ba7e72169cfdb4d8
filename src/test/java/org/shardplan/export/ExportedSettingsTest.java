package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.layout.Execution;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;

/** Exports make no setting but those that were read in the framework's own definitions, and say where. */
class ExportedSettingsTest {

    private static final ConfirmedSettings CONFIRMED = ConfirmedSettings.read();
    private static final String UNUSUAL = "{'name': 'unusual', 'layers': 80, 'hidden': 8192, 'vocabulary': 50304,"
            + " 'attention': {'kind': 'grouped-query', 'heads': 64}, 'feedForward': {'width': 32768, 'gated': false},"
            + " 'activation': 'squared-relu', 'peculiarities': ['zero-centred-norms', 'interleaved-rotary']}";
    private static final List<Problem> PROBLEMS = Stream.of("'Llama-3.1-70B'", "'Qwen2.5-72B'", "'GPT-3-175B'",
            "'DeepSeek-V3'", "'gpt-oss-120b'", "'GLM-4.5'", UNUSUAL)
            .map(model -> TestProblems.training(model, "4096x256", "{'gpu': 'H100-SXM-80', 'count': 64}", "")).toList();

    static List<Destination> destinations() {
        return List.of(Destination.values());
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void everySettingWrittenWasReadInTheFrameworksOwnDefinition(Destination destination) {
        for (Export.File file : files(destination)) {
            for (Map.Entry<String, String> setting : WrittenSettings.of(file)) {
                assertThat(isConfirmed(destination, setting.getKey(), setting.getValue()))
                        .as("%s of %s in %s:%n%s", setting, destination.label(), file.name(), file.text()).isTrue();
            }
        }
    }

    private static boolean isConfirmed(Destination destination, String name, String value) {
        return CONFIRMED.has(destination.label(), name, value)
                || destination instanceof Target && CONFIRMED.has("torchrun", name, value);
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void nothingIsConfirmedThatIsNeverWritten(Destination destination) {
        Set<String> written = new TreeSet<>();
        for (Export.File file : files(destination)) {
            WrittenSettings.of(file).forEach(setting -> written.add(setting.getKey()));
        }
        assertThat(written).containsAll(CONFIRMED.names(destination.label()));
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void whereASettingWasReadIsSaid(Destination destination) {
        assertThat(destination.checkedFor()).contains(CONFIRMED.sources(destination.label()));
    }

    private static List<Export.File> files(Destination destination) {
        List<Export.File> files = new ArrayList<>();
        plans(destination).filter(plan -> Exporter.obstacle(plan, destination).isEmpty())
                .forEach(plan -> files.addAll(Exporter.export(plan, destination).files()));
        return files.stream().filter(file -> !file.name().equals("slurm.sh")).distinct().toList();
    }

    private static Stream<? extends Plan> plans(Destination destination) {
        return destination instanceof Target ? training() : serving((ServingTarget) destination);
    }

    private static Stream<TrainingPlan> training() {
        return PROBLEMS.stream().flatMap(problem -> layouts().map(layout -> new TrainingPlan(problem, layout)));
    }

    private static Stream<Layout> layouts() {
        Layout half = TestLayouts.of(new Mesh(0, 8, 1, 8, 1, 1, 8)).with(new Execution(1, true, Precision.FP16));
        Layout narrow = TestLayouts.of(8, 1, 8).with(new Execution(1, true, Precision.NVFP4));
        return Stream.concat(Stream.of(half, narrow), TestLayouts.grid(100).stream());
    }

    private static Stream<ServingPlan> serving(ServingTarget target) {
        String speculation = ", 'prefixHitRate': 0.5, 'speculation': {'draftTokens': 3, 'acceptance': 0.7,"
                + " 'draftCost': 0.1}";
        return Stream.of("", speculation).map(workload -> problem(target, workload))
                .flatMap(problem -> servingLayouts().map(layout -> new ServingPlan(problem, layout)));
    }

    private static ServingProblem problem(ServingTarget target, String workload) {
        return TestProblems.serving("DeepSeek-V3", workload, "H100-SXM-80", 64, ", 'engine': '" + target.label() + "'");
    }

    private static Stream<ServingLayout> servingLayouts() {
        List<Split> splits = List.of(Split.tensor(4), new Split(8, 2, 1, 1), new Split(1, 1, 16, 16));
        return Stream.concat(Stream.of(new ServingLayout.Pipeline(
                List.of(new ServedStage(0, 8, 1, 20), new ServedStage(0, 8, 1, 41)),
                new Formats(WeightFormat.FP8, KeyValueFormat.FP8), new Batching(64, 2048))),
                splits.stream().flatMap(split -> formats().flatMap(formats -> both(split, formats))));
    }

    private static Stream<Formats> formats() {
        return Arrays.stream(WeightFormat.values()).flatMap(weights ->
                Arrays.stream(KeyValueFormat.values()).map(keyValues -> new Formats(weights, keyValues)));
    }

    private static Stream<ServingLayout> both(Split split, Formats formats) {
        ReplicaGroup group = new ReplicaGroup(new Replica(0, split, formats, new Batching(64, 2048)), 1);
        return Stream.of(new ServingLayout.Aggregated(group.replica(), 2),
                new ServingLayout.Disaggregated(group, group));
    }
}
