package org.shardplan.measured;

import java.util.List;
import org.shardplan.problem.Calibration;

/**
 * Constants fitted to runs.
 *
 * @param calibration the constants
 * @param scales scales by framework, architecture and precision
 * @param constants what the runs say about each constant they use; empty if they are too few
 * @param runs runs and models they come from
 * @param errors errors before and after
 */
public record CalibrationResult(
        Calibration calibration, List<FrameworkScale> scales, List<FittedConstant> constants, Runs runs,
        FitErrors errors) {

    public CalibrationResult {
        scales = List.copyOf(scales);
        constants = List.copyOf(constants);
    }

    /** How many runs and models. */
    public record Runs(int runs, int models) {
    }

    /**
     * Errors of step times.
     *
     * @param shipped with shipped constants, as they are
     * @param scaled runs held out, shipped constants and scales fitted to the others
     * @param fitted runs held out, constants and scales fitted to the others; no runs if only scales were fitted
     * @param byModel whether whole models were held out, not single runs
     */
    public record FitErrors(Errors shipped, Errors scaled, Errors fitted, boolean byModel) {

        /** What to expect of runs that were not seen. */
        public Errors expected() {
            return fitted.count() > 0 ? fitted : scaled;
        }
    }
}
