package org.shardplan.measured;

import java.util.ArrayList;
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

    private static final int MOST_FOLDS = 10;

    private final Calibration shipped;
    private final List<List<MeasuredRun>> folds;
    private final boolean byModel;

    CrossValidation(Calibration shipped, List<MeasuredRun> runs) {
        this.shipped = shipped;
        this.byModel = runs.stream().map(MeasuredRun::model).distinct().count() > 1;
        this.folds = folds(runs, byModel);
    }

    /** Models, or runs, dealt out like cards. */
    private static List<List<MeasuredRun>> folds(List<MeasuredRun> runs, boolean byModel) {
        Map<Object, Integer> dealt = new LinkedHashMap<>();
        List<List<MeasuredRun>> folds = new ArrayList<>();
        for (MeasuredRun run : runs) {
            int fold = dealt.computeIfAbsent(byModel ? run.model() : run, any -> dealt.size() % MOST_FOLDS);
            while (folds.size() <= fold) {
                folds.add(new ArrayList<>());
            }
            folds.get(fold).add(run);
        }
        return folds;
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
        List<MeasuredRun> others = folds.stream().filter(fold -> fold != held).flatMap(List::stream).toList();
        FitTask task = new FitTask(shipped, others, constants);
        double[] point = new RobustFit(task).solve();
        Calibration calibration = task.calibration(point);
        Map<MeasuredRun, Double> errors = new IdentityHashMap<>();
        held.forEach(run -> errors.put(run, FitTask.seconds(run.setup(), calibration)
                * task.scale(point, run.setup()) / run.observation().stepSeconds().orElseThrow() - 1));
        return errors;
    }
}
