package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.json.Resource;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Predictor;
import org.shardplan.measured.Run;
import org.shardplan.measured.Sweep;
import org.shardplan.measured.Validation;

/** What the model is worth, on an excerpt of published runs; see the README beside it. */
class PublishedRunsTest {

    private static final String TABLE = Resource.text("/org/shardplan/measured/published-runs.csv");
    private static final RunTableReader READER = RunTableReader.shipped();
    private static final RunTable RUNS = READER.read("published-runs.csv", TABLE);

    private final Validation validation = Validation.of(RUNS.runs(), Predictor.MODEL);

    @Test
    void allRunsCanBeExpressed() {
        assertThat(RUNS.diagnostics()).isEmpty();
        assertThat(validation.replays()).hasSize(59);
        assertThat(validation.unsupported()).isEmpty();
    }

    @Test
    void oneScalePerGroupLeavesSmallErrors() {
        assertThat(validation.denseAverage().anchored().meanAbsolute()).isLessThan(4.5);
        assertThat(validation.denseAverage().withoutModel().meanAbsolute()).isLessThan(7);
        assertThat(validation.expertAverage().anchored().meanAbsolute()).isLessThan(6);
        assertThat(validation.sources()).filteredOn(source -> source.isTimed())
                .allSatisfy(source -> assertThat(source.time().anchored().meanAbsolute()).isLessThan(8));
    }

    @Test
    void denseModelsArePredictedColdWithinATenth() {
        assertThat(validation.denseAverage().cold().meanAbsolute()).isLessThan(10);
    }

    @Test
    void memoryIsPredicted() {
        assertThat(validation.memoryAverage().meanAbsolute()).isLessThan(6.5);
        assertThat(validation.verdicts().outOfMemory().fits()).isZero();
    }

    @Test
    void layoutsAreRanked() {
        assertThat(validation.sweeps()).isNotEmpty().allSatisfy(sweep -> {
            assertThat(sweep.kendallTau()).isGreaterThan(0.6);
            assertThat(sweep.regretPercent().orElse(100)).isLessThan(5);
        });
        assertThat(validation.sweeps().stream().filter(Sweep::bestIsAmongFirst)).hasSameSizeAs(validation.sweeps());
    }

    @Test
    void whatWasMeasuredCannotReachAPrediction() {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : RUNS.rows()) {
            rows.add(withMeasured(row, ""));
            rows.add(withMeasured(row, "12.5"));
        }
        String text = String.join(",", RUNS.header()) + "\n"
                + String.join("\n", rows.stream().map(PublishedRunsTest::line).toList()) + "\n";
        List<Run> twice = READER.read("published-runs.csv", text).runs();
        for (int index = 0; index < RUNS.runs().size(); index++) {
            if (RUNS.runs().get(index) instanceof MeasuredRun run) {
                assertThat(predicted(twice.get(2 * index))).isEqualTo(Predictor.MODEL.predict(run.setup()));
                assertThat(predicted(twice.get(2 * index + 1))).isEqualTo(Predictor.MODEL.predict(run.setup()));
            }
        }
    }

    private static Object predicted(Run run) {
        return Predictor.MODEL.predict(((MeasuredRun) run).setup());
    }

    private static List<String> withMeasured(List<String> row, String value) {
        List<String> changed = new ArrayList<>(row);
        for (int column = 0; column < changed.size(); column++) {
            if (RunTableColumns.MEASURED.contains(RUNS.header().get(column))) {
                changed.set(column, value);
            }
        }
        return changed;
    }

    private static String line(List<String> row) {
        return String.join(",", row.stream().map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"").toList());
    }
}
