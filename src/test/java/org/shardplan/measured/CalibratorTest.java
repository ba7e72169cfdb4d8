package org.shardplan.measured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.runs.RunTableReader;
import org.shardplan.problem.Calibration;

class CalibratorTest {

    private static final Calibration SHIPPED = Profiles.shipped().calibration();
    private static final String HEADER =
            "source,model,gpu,gpus,seq_len,global_batch_seqs,micro_batch,tp,pp,recompute,zero_stage\n";
    private static final List<String> LAYOUTS = List.of(
            "1,1,1,full", "1,2,1,none", "1,4,1,none", "1,8,1,none", "2,8,1,none", "1,2,2,none", "1,2,4,none",
            "1,4,4,none", "1,1,8,full", "2,4,2,full", "4,8,2,none", "1,8,4,none");

    /** Runs of two models on 64 GPUs, as a world with this calibration would time them. */
    private static List<MeasuredRun> world(Calibration calibration, double scale) {
        List<MeasuredRun> runs = new ArrayList<>();
        for (String model : List.of("Llama-2-7B", "Llama-2-13B")) {
            for (String layout : LAYOUTS) {
                String row = "us," + model + ",A100,64,4096,256," + layout + ",1\n";
                MeasuredRun run = (MeasuredRun) RunTableReader.shipped().read("runs.csv", HEADER + row).runs().get(0);
                runs.add(timed(run, scale * FitTask.seconds(run.setup(), calibration)));
            }
        }
        return runs;
    }

    private static MeasuredRun timed(MeasuredRun run, double seconds) {
        return new MeasuredRun(run.origin(), run.setup(), Replays.seconds(seconds));
    }

    private static CalibrationResult fit(List<MeasuredRun> runs) {
        return new Calibrator(SHIPPED).fit("ours", runs);
    }

    private static double shippedScale(CalibrationResult result) {
        FrameworkScale fitted = result.scales().get(0);
        double shipped = Profiles.shipped().framework(fitted.key().framework()).orElseThrow()
                .scale(fitted.key().observed(), SHIPPED.devices().get("ampere").scale());
        return fitted.scale() / shipped;
    }

    @Test
    void oneRunAnchorsTheScaleAndNothingElse() {
        CalibrationResult result = fit(world(SHIPPED, 1.3).subList(0, 1));
        assertThat(shippedScale(result)).isEqualTo(1.3, within(0.01));
        assertThat(result.constants()).isEmpty();
        assertThat(result.calibration().links()).isEqualTo(SHIPPED.links());
        assertThat(result.calibration().name()).isEqualTo("ours");
    }

    @Test
    void aScaleIsFoundAndConstantsThatWereRightStay() {
        CalibrationResult result = fit(world(SHIPPED, 1.3));
        assertThat(shippedScale(result)).isEqualTo(1.3, within(0.02));
        assertThat(result.errors().scaled().meanAbsolute()).isLessThan(0.1);
        assertThat(result.calibration().links().network()).isEqualTo(SHIPPED.links().network(), within(0.05));
    }

    @Test
    void aSlowNetworkIsFoundInRunsThatDifferInTheirTraffic() {
        Calibration slow = new Calibration("slow", SHIPPED.devices(), SHIPPED.kernels(),
                new Calibration.LinkConstants(
                        SHIPPED.links().scaleUp(), SHIPPED.links().scaleUpAllToAll(), 0.15,
                        SHIPPED.links().latencySeconds(), SHIPPED.links().networkLatencySeconds(),
                        SHIPPED.links().allToAllLatencySeconds(), SHIPPED.links().exposedPointToPoint(),
                        SHIPPED.links().exposedContext()),
                SHIPPED.host());
        CalibrationResult result = fit(world(slow, 1));
        assertThat(result.calibration().links().network()).isEqualTo(0.15, within(0.03));
        assertThat(result.errors().fitted().meanAbsolute()).isLessThan(result.errors().scaled().meanAbsolute());
        assertThat(result.constants()).filteredOn(constant -> constant.name().equals("links.network"))
                .singleElement().satisfies(constant -> assertThat(constant.determined()).isTrue());
    }

    @Test
    void whatTheRunsCannotTellIsSaidAndKept() {
        CalibrationResult result = fit(world(SHIPPED, 1.3));
        assertThat(result.constants()).filteredOn(constant -> !constant.determined())
                .extracting(FittedConstant::name).contains("host.layerSeconds");
        assertThat(result.calibration().host()).isEqualTo(SHIPPED.host());
    }

    @Test
    void oneBadRunDoesNotWreckTheFit() {
        List<MeasuredRun> runs = world(SHIPPED, 1.3);
        runs.set(5, timed(runs.get(5), 100 * runs.get(5).observation().stepSeconds().orElseThrow()));
        assertThat(shippedScale(fit(runs))).isEqualTo(1.3, within(0.05));
    }

    @Test
    void theExpectedErrorComesFromRunsHeldOut() {
        List<MeasuredRun> runs = world(SHIPPED, 1);
        for (int index = 0; index < runs.size(); index += 2) {
            runs.set(index, timed(runs.get(index),
                    1.1 * runs.get(index).observation().stepSeconds().orElseThrow()));
        }
        CalibrationResult result = fit(runs);
        assertThat(result.errors().byModel()).isTrue();
        assertThat(result.calibration().devices().get("ampere").error().anchored())
                .isEqualTo(result.errors().expected().ninetieth() / 100, within(1e-9))
                .isBetween(0.02, 0.12);
    }

    @Test
    void runsWithoutATimeAndSimulatedOnesAreNotUsed() {
        MeasuredRun run = world(SHIPPED, 1).get(0);
        Origin simulated = new Origin("runs.csv", 2, "simulator", Evidence.SIMULATED);
        assertThat(Calibrator.usable(List.of(
                run, new MeasuredRun(run.origin(), run.setup(), Observation.NONE),
                new MeasuredRun(simulated, run.setup(), run.observation()),
                new UnsupportedRun(run.origin(), "x", "why")))).containsExactly(run);
    }
}
