package org.shardplan.problem;

import java.util.Arrays;
import java.util.List;

/**
 * A measured curve of positive values, interpolated linearly between the logarithms of its points. Below the first
 * point it stays level, beyond the last one it keeps the slope of the last two.
 */
public final class Curve {

    private final double[] logX;
    private final double[] logY;

    /** A curve through points of ascending x. */
    public Curve(List<Double> x, List<Double> y) {
        if (x.size() != y.size() || x.size() < 2) {
            throw new IllegalArgumentException("A curve (" + x.size() + ", " + y.size() + ") must have two points.");
        }
        this.logX = x.stream().mapToDouble(Math::log).toArray();
        this.logY = y.stream().mapToDouble(Math::log).toArray();
    }

    public double at(double x) {
        double at = Math.log(x);
        if (!(at > logX[0])) {
            return Math.exp(logY[0]);
        }
        int found = Arrays.binarySearch(logX, at);
        int above = Math.min(found < 0 ? -found - 1 : found, logX.length - 1);
        double share = (at - logX[above - 1]) / (logX[above] - logX[above - 1]);
        return Math.exp(logY[above - 1] + share * (logY[above] - logY[above - 1]));
    }
}
