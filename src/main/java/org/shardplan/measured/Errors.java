package org.shardplan.measured;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Relative errors of several predictions, in percent.
 *
 * @param count predictions
 * @param meanAbsolute mean of the absolute errors (MAPE)
 * @param median median of the absolute errors
 * @param bias mean of the errors: negative if predictions are too low
 * @param ninetieth 90th percentile of the absolute errors
 */
public record Errors(int count, double meanAbsolute, double median, double bias, double ninetieth) {

    private static final double PERCENT = 100;
    private static final double MOST = 0.9;

    /** Of relative errors; one that is not a number does not count. */
    public static Errors of(double[] relativeErrors) {
        double[] errors = DoubleStream.of(relativeErrors).filter(Double::isFinite).map(error -> PERCENT * error)
                .toArray();
        double[] absolute = DoubleStream.of(errors).map(Math::abs).toArray();
        return new Errors(errors.length, mean(absolute), Quantiles.median(absolute), mean(errors),
                Quantiles.quantile(absolute, MOST));
    }

    /** The average of several sources, each with the same weight however many runs it has. */
    public static Errors average(List<Errors> sources) {
        List<Errors> some = sources.stream().filter(source -> source.count > 0).toList();
        return new Errors(some.stream().mapToInt(Errors::count).sum(), average(some, Errors::meanAbsolute),
                average(some, Errors::median), average(some, Errors::bias), average(some, Errors::ninetieth));
    }

    private static double average(List<Errors> sources, ToDoubleFunction<Errors> figure) {
        return mean(sources.stream().mapToDouble(figure).toArray());
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElse(Double.NaN);
    }
}
