package org.shardplan.problem;

import java.util.OptionalDouble;

/**
 * How long a request may take.
 *
 * @param ttftMs milliseconds to the first token
 * @param tpotMs milliseconds for each further token
 * @param endToEndMs milliseconds for the whole request
 * @param percentile share of requests, in percent, that must keep to them; 50 stands for the mean
 * @param confidencePercent probability that they are kept, given how far off predictions are; 50 leaves no margin
 */
public record ServiceLevels(
        OptionalDouble ttftMs, OptionalDouble tpotMs, OptionalDouble endToEndMs, double percentile,
        double confidencePercent) {

    /** The levels hold for the mean request. */
    public static final double MEAN = 50;
    /** Levels are met as often as missed. */
    public static final double NO_MARGIN = 50;
    /** Two of three predictions keep their levels, unless the problem asks otherwise. */
    public static final double USUAL_CONFIDENCE = 67;

    public static final ServiceLevels NONE =
            new ServiceLevels(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), MEAN,
                    USUAL_CONFIDENCE);

    public boolean isMean() {
        return percentile == MEAN;
    }
}
