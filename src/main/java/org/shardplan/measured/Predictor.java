package org.shardplan.measured;

import java.util.List;
import org.shardplan.estimate.Fit;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Recomputation;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.problem.Conditions;

/** Predicts a run from its setup; there is no way from here to what was measured. */
@FunctionalInterface
public interface Predictor {

    /** The predictor with the calibration that the setup's problem names. */
    Predictor MODEL = setup -> {
        LayoutEstimator estimator = new LayoutEstimator(setup.problem());
        MemoryBreakdown memory = memory(estimator, setup);
        return new Prediction(estimator.time(setup.layout()).totalSeconds(), profileScale(setup), memory.totalGib(),
                fit(memory, setup));
    };

    Prediction predict(Setup setup);

    /** Where the report does not tell what was recomputed, it was as little as fits. */
    private static MemoryBreakdown memory(LayoutEstimator estimator, Setup setup) {
        MemoryBreakdown memory = estimator.memory(setup.layout());
        for (Recomputation more : List.of(Recomputation.SELECTIVE, Recomputation.FULL)) {
            if (!setup.recomputationTold() && fit(memory, setup) == Fit.DOES_NOT_FIT) {
                memory = estimator.memory(setup.layout().with(more));
            }
        }
        return memory;
    }

    private static double profileScale(Setup setup) {
        Conditions conditions = setup.problem().conditions();
        double usual = conditions.calibration().device(setup.gpu()).scale();
        return conditions.framework().scale(setup.observed(), usual) / usual;
    }

    private static Fit fit(MemoryBreakdown memory, Setup setup) {
        return Fit.of(memory.totalBytes(), setup.gpu().memory().usable().value());
    }
}
