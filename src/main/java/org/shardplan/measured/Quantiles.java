package org.shardplan.measured;

import java.util.Arrays;

/** Order statistics of a few numbers. */
final class Quantiles {

    private Quantiles() {
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** Linear between neighbours, as R's type 7; not a number without values. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
