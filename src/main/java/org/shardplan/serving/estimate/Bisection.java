package org.shardplan.serving.estimate;

import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;

/** The largest value that passes a test which all smaller ones pass. */
public final class Bisection {

    private static final double CLOSE = 1e-6;

    private Bisection() {
    }

    /** Between two values, the lower of which passes. */
    static double largest(double lower, double upper, DoublePredicate passes) {
        if (passes.test(upper)) {
            return upper;
        }
        double passing = lower;
        double failing = upper;
        while (failing - passing > CLOSE * failing) {
            double middle = (passing + failing) / 2;
            if (passes.test(middle)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }

    /** From 1 to this value; 0 if not even 1 passes. */
    public static int largest(int upper, IntPredicate passes) {
        if (upper > 0 && passes.test(upper)) {
            return upper;
        }
        int passing = 0;
        int failing = upper;
        while (failing - passing > 1) {
            int middle = passing + (failing - passing) / 2;
            if (passes.test(middle)) {
                passing = middle;
            } else {
                failing = middle;
            }
        }
        return passing;
    }
}
