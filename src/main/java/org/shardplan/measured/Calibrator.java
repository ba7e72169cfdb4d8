package org.shardplan.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.ExpectedError;

/**
 * Fits few physical constants and one scale per framework, architecture and precision to timed runs. Constants that
 * the runs cannot tell keep their shipped values; if constants do not predict runs held out better than scales alone
 * do, all of them do.
 */
public final class Calibrator {

    /** Runs beyond one for each scale from which constants are worth a try. */
    private static final int FEWEST_SPARE = 3;
    /** Constants have to remove this share of the error to be worth it. */
    private static final double WORTH_IT = 0.97;
    /** A posterior narrower than this share of the prior says something. */
    private static final double DETERMINED = 0.75;

    private final Calibration shipped;

    public Calibrator(Calibration shipped) {
        this.shipped = shipped;
    }

    /** The runs that can be learnt from: measured and timed. */
    public static List<MeasuredRun> usable(List<Run> runs) {
        List<MeasuredRun> usable = new ArrayList<>();
        for (Run run : runs) {
            if (run instanceof MeasuredRun measured && measured.origin().evidence() == Evidence.MEASURED
                    && measured.observation().stepSeconds().isPresent()) {
                usable.add(measured);
            }
        }
        return usable;
    }

    /**
     * The calibration that fits best.
     *
     * @param name what the calibration is called
     * @param runs timed runs, at least one
     */
    public CalibrationResult fit(String name, List<MeasuredRun> runs) {
        CrossValidation validation = new CrossValidation(shipped, runs);
        FitTask scales = new FitTask(shipped, runs, List.of());
        Errors scaled = validation.errors(List.of());
        Fit fit = constants(runs, scales.size());
        Errors fitted = fit.determined().isEmpty() ? Errors.of(new double[0]) : validation.errors(fit.determined());
        boolean helps = fitted.meanAbsolute() < WORTH_IT * scaled.meanAbsolute();
        FitTask best = helps ? new FitTask(shipped, runs, fit.determined()) : scales;
        CalibrationResult.FitErrors errors = new CalibrationResult.FitErrors(
                asShipped(runs), scaled, helps ? fitted : Errors.of(new double[0]), validation.byModel());
        return result(name, best, fit.all(), errors);
    }

    /**
     * What the runs say about constants.
     *
     * @param all every constant they use
     * @param determined those they can tell
     */
    private record Fit(List<FittedConstant> all, List<Constant> determined) {
    }

    private Fit constants(List<MeasuredRun> runs, int scales) {
        if (runs.size() < scales + FEWEST_SPARE) {
            return new Fit(List.of(), List.of());
        }
        FitTask task = new FitTask(shipped, runs, Constants.usedBy(runs.stream().map(MeasuredRun::setup).toList()));
        RobustFit fit = new RobustFit(task);
        double[] point = fit.solve();
        double[] widths = fit.widths();
        List<FittedConstant> all = IntStream.range(0, task.constants().size())
                .mapToObj(index -> fitted(task.constants().get(index), point[index], widths[index])).toList();
        return new Fit(all, IntStream.range(0, all.size()).filter(index -> all.get(index).determined())
                .mapToObj(task.constants()::get).toList());
    }

    private FittedConstant fitted(Constant constant, double logarithm, double width) {
        boolean determined = width < DETERMINED * constant.prior().width();
        Calibration changed = constant.scaled(shipped, determined ? Math.exp(logarithm) : 1);
        double value = constant.of(changed);
        return new FittedConstant(constant.name(), constant.of(shipped), value,
                FittedConstant.Range.around(value, width, constant.most()), determined);
    }

    private Errors asShipped(List<MeasuredRun> runs) {
        return Errors.of(runs.stream().mapToDouble(run -> FitTask.seconds(run.setup(), shipped)
                / run.observation().stepSeconds().orElseThrow() - 1).toArray());
    }

    private CalibrationResult result(
            String name, FitTask task, List<FittedConstant> constants, CalibrationResult.FitErrors errors) {
        double[] point = new RobustFit(task).solve();
        Calibration fitted = task.calibration(point);
        List<FittedConstant> settled = constants.stream().map(constant -> settled(constant, task, fitted)).toList();
        int models = (int) task.runs().stream().map(MeasuredRun::model).distinct().count();
        return new CalibrationResult(
                named(name, fitted, task, errors), scales(task, point), settled,
                new CalibrationResult.Runs(task.runs().size(), models), errors);
    }

    /** The value of the last fit; a constant that took no part in it keeps its shipped value. */
    private static FittedConstant settled(FittedConstant constant, FitTask task, Calibration fitted) {
        return task.constants().stream().filter(other -> other.name().equals(constant.name()))
                .map(other -> new FittedConstant(
                        constant.name(), constant.shipped(), other.of(fitted), constant.range(), true))
                .findFirst().orElseGet(() -> new FittedConstant(constant.name(), constant.shipped(),
                        constant.shipped(), constant.range(), constant.determined()));
    }

    private static List<FrameworkScale> scales(FitTask task, double[] point) {
        List<FrameworkScale> scales = new ArrayList<>();
        for (FrameworkScale.Key key : keys(task)) {
            List<Setup> setups = task.runs().stream().map(MeasuredRun::setup)
                    .filter(setup -> FrameworkScale.Key.of(setup).equals(key)).toList();
            scales.add(new FrameworkScale(
                    key, shippedScale(setups.get(0)) * task.scale(point, setups.get(0)), setups.size()));
        }
        return scales;
    }

    private static List<FrameworkScale.Key> keys(FitTask task) {
        return task.runs().stream().map(run -> FrameworkScale.Key.of(run.setup())).distinct().toList();
    }

    private static double shippedScale(Setup setup) {
        double usual = setup.problem().conditions().calibration().device(setup.gpu()).scale();
        return setup.problem().conditions().framework().scale(setup.observed(), usual);
    }

    /** The constants under their name, and what to expect of them. */
    private static Calibration named(
            String name, Calibration fitted, FitTask task, CalibrationResult.FitErrors errors) {
        Calibration named = new Calibration(name, fitted.devices(), fitted.kernels(), fitted.links(), fitted.host());
        if (errors.expected().count() == 0) {
            return named;
        }
        double error = Math.min(1, errors.expected().ninetieth() / 100);
        boolean experts = keys(task).stream().anyMatch(key -> key.observed().experts());
        for (String architecture : keys(task).stream().map(key -> key.observed().architecture()).distinct().toList()) {
            named = withDevice(named, architecture, device -> new Calibration.DeviceEfficiency(
                    device.matrices(), device.attention(), device.scale(),
                    new ExpectedError(error, device.error().cold(), experts ? 1 : device.error().expertFactor()),
                    "fitted to " + task.runs().size() + " runs"));
        }
        return named;
    }

    private static Calibration withDevice(
            Calibration calibration, String architecture, UnaryOperator<Calibration.DeviceEfficiency> change) {
        Map<String, Calibration.DeviceEfficiency> devices = new LinkedHashMap<>(calibration.devices());
        devices.computeIfPresent(architecture, (name, device) -> change.apply(device));
        return new Calibration(
                calibration.name(), devices, calibration.kernels(), calibration.links(), calibration.host());
    }
}
