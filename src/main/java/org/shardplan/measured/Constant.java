package org.shardplan.measured;

import org.shardplan.problem.Calibration;

/**
 * A constant of the model that runs can tell something about.
 *
 * @param name its path in a calibration file
 * @param prior how well it is known beforehand
 * @param most largest value that makes sense
 * @param path where a calibration has it
 */
public record Constant(String name, Prior prior, double most, RecordPath path) {

    /** How far the logarithm of a constant may be from its shipped value before runs are looked at. */
    enum Prior {
        /** Read from kernel tables: large matrix products and fused attention. */
        MEASURED(0.15),
        /** Counted from what kernels read, write and launch, or from data sheets. */
        COUNTED(0.3),
        /** Different from cluster to cluster: networks at scale, hosts. */
        CLUSTER(0.6);

        private final double width;

        Prior(double width) {
            this.width = width;
        }

        double width() {
            return width;
        }
    }

    double of(Calibration calibration) {
        return path.read(calibration);
    }

    /** The calibration with this constant times a factor, as far as that makes sense. */
    Calibration scaled(Calibration calibration, double factor) {
        return path.with(calibration, Math.min(most, of(calibration) * factor));
    }
}
