package org.shardplan.measured;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Calibration;

/**
 * Timed runs and what to fit to them. A point is a vector of logarithms: of each constant over its shipped value, then
 * of each scale over the shipped one.
 */
final class FitTask {

    private final Calibration shipped;
    private final List<MeasuredRun> runs;
    private final List<Constant> constants;
    private final Function<Setup, ?> key;
    private final List<Object> keys;
    private final double[] observed;
    private final double[] weights;

    /** With one scale for each framework, architecture and precision. */
    FitTask(Calibration shipped, List<MeasuredRun> runs, List<Constant> constants) {
        this(shipped, runs, constants, FrameworkScale.Key::of);
    }

    /**
     * With scales of one's own choice.
     *
     * @param key what shares a scale
     */
    FitTask(Calibration shipped, List<MeasuredRun> runs, List<Constant> constants, Function<Setup, ?> key) {
        this.shipped = shipped;
        this.runs = List.copyOf(runs);
        this.constants = List.copyOf(constants);
        this.key = key;
        Set<Object> seen = new LinkedHashSet<>();
        runs.forEach(run -> seen.add(key.apply(run.setup())));
        this.keys = new ArrayList<>(seen);
        this.observed = runs.stream()
                .mapToDouble(run -> Math.log(run.observation().stepSeconds().orElseThrow())).toArray();
        this.weights = weights(runs);
    }

    /**
     * Every source has the same weight, and within a source every question: runs of the same setup share one. All
     * weights together are the number of runs.
     */
    private static double[] weights(List<MeasuredRun> runs) {
        Map<String, Map<Setup, Long>> repeats = runs.stream().collect(Collectors.groupingBy(
                MeasuredRun::source, Collectors.groupingBy(MeasuredRun::setup, Collectors.counting())));
        double share = (double) runs.size() / repeats.size();
        return runs.stream().mapToDouble(run -> {
            Map<Setup, Long> alike = repeats.get(run.source());
            return share / alike.size() / alike.get(run.setup());
        }).toArray();
    }

    int size() {
        return constants.size() + keys.size();
    }

    List<MeasuredRun> runs() {
        return runs;
    }

    List<Constant> constants() {
        return constants;
    }

    double weight(int run) {
        return weights[run];
    }

    /** The calibration at a point. */
    Calibration calibration(double[] point) {
        Calibration calibration = shipped;
        for (int index = 0; index < constants.size(); index++) {
            calibration = constants.get(index).scaled(calibration, Math.exp(point[index]));
        }
        return calibration;
    }

    /** The scale of a run at a point, over the shipped one; 1 if no run of its kind was fitted. */
    double scale(double[] point, Setup setup) {
        int index = keys.indexOf(key.apply(setup));
        return index < 0 ? 1 : Math.exp(point[constants.size() + index]);
    }

    /** Position of a run's scale in a point. */
    int scaleIndex(int run) {
        return constants.size() + keys.indexOf(key.apply(runs.get(run).setup()));
    }

    /** Logarithms of predicted over observed step time at a point. */
    double[] residuals(double[] point) {
        Calibration calibration = calibration(point);
        return IntStream.range(0, runs.size()).parallel().mapToDouble(run -> {
            Setup setup = runs.get(run).setup();
            return Math.log(seconds(setup, calibration) * scale(point, setup)) - observed[run];
        }).toArray();
    }

    static double seconds(Setup setup, Calibration calibration) {
        return new LayoutEstimator(setup.with(calibration).problem()).time(setup.layout()).totalSeconds();
    }
}
