package org.shardplan.serving.estimate;

import org.hipparchus.special.Erf;
import org.shardplan.problem.ServiceLevels;

/**
 * From means to the percentile that the service levels name.
 *
 * <p>Assumes that waits are exponential and that the number of running sequences varies like a Poisson variable; no
 * published run tests either.
 */
record Lateness(ServiceLevels levels) {

    private static final double PERCENT = 100;

    /** The exponential wait of this mean that so many percent stay below: W·ln(1/(1 - q)); W itself for the mean. */
    double of(double mean) {
        return levels.isMean() ? mean : mean * -Math.log1p(-share());
    }

    /** Sequences that run besides a request that meets a crowd: b + z·√b, at most so many. */
    double crowd(double mean, double most) {
        return levels.isMean() ? mean : Math.min(most, mean + deviations() * Math.sqrt(mean));
    }

    private double deviations() {
        return Math.sqrt(2) * Erf.erfInv(2 * share() - 1);
    }

    private double share() {
        return levels.percentile() / PERCENT;
    }
}
