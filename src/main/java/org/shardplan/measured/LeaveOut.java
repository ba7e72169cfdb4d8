package org.shardplan.measured;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.DoubleStream;
import org.shardplan.measured.Refit.RefittedConstant;
import org.shardplan.measured.Refit.SourceErrors;
import org.shardplan.problem.Calibration;

/** Fits the shared constants to some of the runs and predicts the others. */
final class LeaveOut {

    private final Calibration tables;
    private final List<MeasuredRun> measured;
    private final List<MeasuredRun> timed;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final List<Calibration> calibrations = new ArrayList<>();
    private final List<Sweep> sweeps = new ArrayList<>();

    LeaveOut(List<Run> runs, Calibration tables) {
        this.tables = tables;
        this.measured = runs.stream().filter(MeasuredRun.class::isInstance).map(MeasuredRun.class::cast)
                .filter(run -> run.origin().evidence() == Evidence.MEASURED).toList();
        this.timed = Calibrator.usable(runs);
        timed.forEach(run -> held.computeIfAbsent(run.source(), any -> new Held(run.setup().hasExperts())));
    }

    /** Relative errors of one source in the three disciplines. */
    private static final class Held {

        private final boolean experts;
        private final DoubleStream.Builder withoutModel = DoubleStream.builder();
        private final DoubleStream.Builder anchored = DoubleStream.builder();
        private final DoubleStream.Builder cold = DoubleStream.builder();

        Held(boolean experts) {
            this.experts = experts;
        }

        SourceErrors of(String source) {
            return new SourceErrors(source, experts, Errors.of(withoutModel.build().toArray()),
                    Errors.of(anchored.build().toArray()), Errors.of(cold.build().toArray()));
        }
    }

    Refit refit() {
        List<List<MeasuredRun>> models = Folds.of(timed, LeaveOut::shape, Folds.MOST);
        models.forEach(fold -> holdModels(fold, fitted(Folds.without(fold, models))));
        List<List<MeasuredRun>> sources = Folds.of(timed, LeaveOut::publication, Integer.MAX_VALUE);
        sources.forEach(fold -> holdSource(fold, fitted(Folds.without(fold, sources))));
        return new Refit(
                held.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList(),
                SweepSummary.bySource(sweeps), constants());
    }

    /** Models of one shape are one model, whatever each source calls it. */
    private static Object shape(MeasuredRun run) {
        return List.of(run.setup().problem().model().layers(), run.setup().problem().model().hidden(),
                run.setup().hasExperts());
    }

    private static String publication(MeasuredRun run) {
        return run.origin().source();
    }

    private Calibration fitted(List<MeasuredRun> others) {
        if (others.isEmpty()) {
            return tables;
        }
        FitTask task = new FitTask(tables, others, Constants.sharedBy(setups(others)), Group::of);
        return task.calibration(new RobustFit(task).solve());
    }

    private static List<Setup> setups(List<MeasuredRun> runs) {
        return runs.stream().map(MeasuredRun::setup).toList();
    }

    private void holdModels(List<MeasuredRun> fold, Calibration calibration) {
        List<Replay> replays = replays(timed, calibration);
        Scales scales = new Scales(replays);
        replays.stream().filter(replay -> fold.contains(replay.run())).forEach(replay ->
                held.get(replay.run().source()).withoutModel.add(error(replay, scales, Scales::withoutModel)));
    }

    private void holdSource(List<MeasuredRun> fold, Calibration calibration) {
        calibrations.add(calibration);
        List<Replay> replays = replays(timed, calibration);
        Scales scales = new Scales(replays);
        replays.stream().filter(replay -> fold.contains(replay.run())).forEach(replay -> {
            Held source = held.get(replay.run().source());
            source.anchored.add(error(replay, scales, Scales::withoutRun));
            source.cold.add(error(replay, scales, Scales::withoutSource));
        });
        String source = publication(fold.get(0));
        sweeps.addAll(Sweep.among(replays(
                measured.stream().filter(run -> publication(run).equals(source)).toList(), calibration)));
    }

    private static double error(Replay replay, Scales scales, ToDoubleBiFunction<Scales, Replay> discipline) {
        return replay.timeError(discipline.applyAsDouble(scales, replay));
    }

    private static List<Replay> replays(List<MeasuredRun> runs, Calibration calibration) {
        Predictor predictor = setup -> Predictor.MODEL.predict(setup.with(calibration));
        return runs.stream().map(run -> Replay.of(run, predictor)).toList();
    }

    private List<RefittedConstant> constants() {
        return Constants.sharedBy(setups(timed)).stream().map(constant -> {
            DoubleSummaryStatistics values = calibrations.stream().mapToDouble(constant::of).summaryStatistics();
            return new RefittedConstant(constant.name(), constant.of(tables), values.getMin(), values.getMax());
        }).toList();
    }
}
