package org.shardplan.measured;

import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.shardplan.problem.Calibration;

/**
 * A constant of the model that runs can tell something about.
 *
 * @param name its path in a calibration file
 * @param most largest value that makes sense
 * @param value reads it
 * @param changed writes it
 */
public record Constant(
        String name, double most, ToDoubleFunction<Calibration> value,
        BiFunction<Calibration, Double, Calibration> changed) {

    double of(Calibration calibration) {
        return value.applyAsDouble(calibration);
    }

    /** The calibration with this constant times a factor, as far as that makes sense. */
    Calibration scaled(Calibration calibration, double factor) {
        return changed.apply(calibration, Math.min(most, of(calibration) * factor));
    }
}
