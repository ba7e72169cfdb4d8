package org.shardplan.problem;

import java.util.OptionalDouble;

/**
 * How long a request may take.
 *
 * @param ttftMs milliseconds to the first token
 * @param tpotMs milliseconds for each further token
 * @param endToEndMs milliseconds for the whole request
 * @param percentile share of requests, in percent, that must keep to them; 50 stands for the mean
 */
public record ServiceLevels(
        OptionalDouble ttftMs, OptionalDouble tpotMs, OptionalDouble endToEndMs, double percentile) {

    /** The levels hold for the mean request. */
    public static final double MEAN = 50;

    public static final ServiceLevels NONE =
            new ServiceLevels(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), MEAN);

    public boolean isMean() {
        return percentile == MEAN;
    }
}
