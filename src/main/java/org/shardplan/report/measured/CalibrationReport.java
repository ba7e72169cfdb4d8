package org.shardplan.report.measured;

import java.util.List;
import org.shardplan.measured.CalibrationResult;
import org.shardplan.measured.CalibrationResult.FitErrors;
import org.shardplan.measured.Errors;
import org.shardplan.measured.FittedConstant;
import org.shardplan.report.page.Closing;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;

/**
 * What was fitted to runs and what that is worth, as the terminal shows it.
 *
 * @param style what the terminal can show
 */
public record CalibrationReport(Style style) {

    private static final int[] ERRORS = {48, -8, -8, -8, -8};
    private static final int[] CONSTANTS = {34, -12, -12, -24, 14};
    private static final int[] SCALES = {26, 14, 12, -8, -8};

    /**
     * The report, with a line feed at its end.
     *
     * @param result what was fitted
     * @param nextCommands what the reader may want to run next
     */
    public String of(CalibrationResult result, List<String> nextCommands) {
        Page page = new Page(style);
        page.line(style.bold(result.calibration().name()) + style.separator()
                + Figures.count(result.runs().runs(), "timed run", "timed runs") + " of "
                + Figures.count(result.runs().models(), "model", "models"));
        page.blank();
        errors(result.errors(), page);
        scales(result, page);
        constants(result, page);
        Closing.nextCommands(nextCommands, page);
        return page.toString();
    }

    private void errors(FitErrors errors, Page page) {
        page.line(style.bold(Width.row(ERRORS, "Error of step times, %", "mean", "median", "bias", "90 %")));
        line("as shipped", errors.shipped(), page);
        String heldOut = errors.byModel() ? ", each model held out" : ", each run held out";
        line("one scale per framework" + heldOut, errors.scaled(), page);
        line("scales and constants" + heldOut, errors.fitted(), page);
        page.blank();
    }

    private static void line(String label, Errors errors, Page page) {
        if (errors.count() > 0) {
            page.line(Width.row(ERRORS, label, ValidationTimes.error(errors.meanAbsolute()),
                    ValidationTimes.error(errors.median()), ValidationTimes.signed(errors.bias()),
                    ValidationTimes.error(errors.ninetieth())));
        }
    }

    private void scales(CalibrationResult result, Page page) {
        page.line(style.bold(
                Width.row(SCALES, "Measured over modelled", "architecture", "precision", "runs", "scale")));
        result.scales().forEach(scale -> page.line(Width.row(SCALES, scale.key().framework(),
                scale.key().observed().architecture(), scale.key().observed().precision().label()
                        + (scale.key().observed().experts() ? ", experts" : ""), Figures.count(scale.runs()),
                Figures.format("%.3f", scale.scale()))));
        page.blank();
    }

    private void constants(CalibrationResult result, Page page) {
        if (result.constants().isEmpty()) {
            page.line("  Too few runs to fit more than scales: the constants keep their shipped values.");
        } else {
            page.line(style.bold(
                    Width.row(CONSTANTS, "Constant", "shipped", "fitted", "90 % between", "")));
            result.constants().forEach(constant -> line(constant, page));
            if (result.errors().fitted().count() == 0) {
                page.line("  Fitting constants predicts runs held out no better: they keep their shipped values.");
            }
        }
        page.blank();
    }

    private static void line(FittedConstant constant, Page page) {
        String range = Figures.number(constant.range().low()) + " and " + Figures.number(constant.range().high());
        page.line(Width.row(CONSTANTS, constant.name(), Figures.number(constant.shipped()),
                constant.value() == constant.shipped() ? "as shipped" : Figures.number(constant.value()),
                constant.determined() ? range : "",
                constant.determined() ? "" : "  these runs cannot tell"));
    }
}
