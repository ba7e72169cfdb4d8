package org.shardplan.measured;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.shardplan.problem.Calibration;

/**
 * Errors of runs that were held out while the constants were fitted: whole models, or single runs of one model. Every
 * source has the same weight.
 */
final class CrossValidation {

    private final Calibration shipped;
    private final List<List<MeasuredRun>> folds;
    private final boolean byModel;

    CrossValidation(Calibration shipped, List<MeasuredRun> runs) {
        this.shipped = shipped;
        this.byModel = runs.stream().map(MeasuredRun::model).distinct().count() > 1;
        this.folds = Folds.of(runs, byModel ? MeasuredRun::model : run -> run, Folds.MOST);
    }

    boolean byModel() {
        return byModel;
    }

    /** Errors with these constants fitted; with none, only scales are. */
    Errors errors(List<Constant> constants) {
        if (folds.size() < 2) {
            return Errors.of(new double[0]);
        }
        Map<String, DoubleStream.Builder> bySource = new LinkedHashMap<>();
        for (List<MeasuredRun> held : folds) {
            Map<MeasuredRun, Double> errors = errors(held, constants);
            errors.forEach((run, error) ->
                    bySource.computeIfAbsent(run.source(), source -> DoubleStream.builder()).add(error));
        }
        return Errors.average(bySource.values().stream().map(errors -> Errors.of(errors.build().toArray())).toList());
    }

    private Map<MeasuredRun, Double> errors(List<MeasuredRun> held, List<Constant> constants) {
        FitTask task = new FitTask(shipped, Folds.without(held, folds), constants);
        double[] point = new RobustFit(task).solve();
        Calibration calibration = task.calibration(point);
        Map<MeasuredRun, Double> errors = new IdentityHashMap<>();
        held.forEach(run -> errors.put(run, FitTask.seconds(run.setup(), calibration)
                * task.scale(point, run.setup()) / run.observation().stepSeconds().orElseThrow() - 1));
        return errors;
    }
}
