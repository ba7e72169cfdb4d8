package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.problem.Calibration;

class RefitTest {

    private static final Calibration TABLES = Profiles.shipped().tables();
    private static final Calibration WORLD =
            RecordPath.of("links.scaleUp").with(TABLES, 0.4);
    private static final String HEADER = "source,model,gpu,gpus,seq_len,global_batch_seqs,micro_batch,tp,recompute\n";

    /** Runs of two sources and two models in a world of its own; the second source is slower by a factor. */
    private static List<Run> world(double slower) {
        List<Run> runs = new ArrayList<>();
        for (String model : List.of("Llama-2-7B", "Llama-2-13B", "Llama-3.1-8B")) {
            for (String layout : List.of("1,1,full", "1,2,none", "2,2,none", "2,4,none", "4,8,none", "4,4,full")) {
                runs.add(run("us," + model + ",A100,64,2048,256," + layout, 1));
                runs.add(run("DeepSpeed," + model + ",A100,64,4096,256," + layout, slower));
            }
        }
        return runs;
    }

    private static MeasuredRun run(String row, double factor) {
        MeasuredRun run = (MeasuredRun) RunTableReader.shipped().read("runs.csv", HEADER + row + "\n").runs().get(0);
        double profile = run.setup().problem().conditions().framework().scale(run.setup().observed(), 1);
        return new MeasuredRun(run.origin(), run.setup(),
                Replays.seconds(factor / profile * FitTask.seconds(run.setup(), WORLD)));
    }

    private static Refit.SourceErrors errors(Refit refit, String source) {
        return refit.sources().stream().filter(errors -> errors.source().equals(source)).findFirst().orElseThrow();
    }

    @Test
    void theConstantOfTheWorldIsFoundFromEitherSource() {
        assertThat(Refit.of(world(1.3), TABLES).constants())
                .filteredOn(constant -> constant.name().equals("links.scaleUp")).singleElement()
                .satisfies(constant -> {
                    assertThat(constant.table()).isEqualTo(0.72);
                    assertThat(constant.least()).isEqualTo(0.4, within(0.05));
                    assertThat(constant.most()).isEqualTo(0.4, within(0.05));
                });
    }

    @Test
    void aNewSourceIsOffByItsOwnScaleUntilItIsAnchored() {
        Refit refit = Refit.of(world(1.3), TABLES);
        assertThat(errors(refit, "DeepSpeed").cold().bias()).isEqualTo(100 / 1.3 - 100, within(2.0));
        assertThat(errors(refit, "DeepSpeed").anchored().meanAbsolute()).isLessThan(1.5);
        assertThat(errors(refit, "DeepSpeed").withoutModel().meanAbsolute()).isLessThan(1.5);
    }

    @Test
    void noRunHelpsToPredictItself() {
        List<Run> runs = world(1);
        MeasuredRun first = (MeasuredRun) runs.get(0);
        double seconds = first.observation().stepSeconds().orElseThrow();
        runs.set(0, new MeasuredRun(first.origin(), first.setup(), Replays.seconds(2 * seconds)));
        assertThat(errors(Refit.of(runs, TABLES), "us").cold().ninetieth()).isLessThan(3);
        assertThat(errors(Refit.of(runs, TABLES), "us").cold().meanAbsolute())
                .isEqualTo(50.0 / 18, within(1.0));
    }

    @Test
    void runsOfOneSourceAloneStartFromTables() {
        List<Run> ours = world(1).stream().filter(run -> run.origin().source().equals("us")).toList();
        assertThat(Refit.of(ours, TABLES).constants())
                .allSatisfy(constant -> assertThat(constant.least()).isEqualTo(constant.table()));
        assertThat(Refit.of(List.of(), TABLES).sources()).isEmpty();
    }

    @Test
    void repeatsOfOneSetupShareItsWeight() {
        MeasuredRun once = run("us,Llama-2-7B,A100,64,2048,256,1,1,full", 1);
        MeasuredRun twice = run("us,Llama-2-7B,A100,64,2048,256,1,2,full", 1);
        FitTask task = new FitTask(TABLES, List.of(once, twice, twice), List.of());
        assertThat(task.weight(0)).isEqualTo(1.5, within(1e-9));
        assertThat(task.weight(1)).isEqualTo(0.75, within(1e-9));
    }

    @Test
    void modelsOfOneShapeAreHeldOutTogether() {
        List<MeasuredRun> runs = world(1).stream().map(MeasuredRun.class::cast).toList();
        List<List<MeasuredRun>> folds = Folds.of(runs, MeasuredRun::model, Folds.MOST);
        assertThat(folds).hasSize(3);
        assertThat(folds).allSatisfy(fold ->
                assertThat(fold.stream().map(MeasuredRun::model).distinct()).hasSize(1));
        assertThat(Folds.without(folds.get(0), folds)).hasSize(24);
    }
}
