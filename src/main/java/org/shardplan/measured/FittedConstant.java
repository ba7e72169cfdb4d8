package org.shardplan.measured;

/**
 * A constant after fitting.
 *
 * @param name its path in a calibration file
 * @param shipped value before
 * @param value value after; the shipped one if the runs cannot tell
 * @param range where it probably lies
 * @param determined whether the runs say more than was known before
 */
public record FittedConstant(String name, double shipped, double value, Range range, boolean determined) {

    private static final double NINETY_PERCENT = 1.645;

    /** The 90 % interval. */
    public record Range(double low, double high) {

        /** Around a value with a log-normal error of this width, nowhere above the largest that makes sense. */
        static Range around(double value, double width, double most) {
            return new Range(
                    value * Math.exp(-NINETY_PERCENT * width),
                    Math.min(most, value * Math.exp(NINETY_PERCENT * width)));
        }
    }
}
