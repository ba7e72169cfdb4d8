package org.shardplan.report.measured;

import org.shardplan.problem.Engine.Overheads;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;
import org.shardplan.serving.measured.EngineCalibration;
import org.shardplan.serving.measured.EngineCalibration.OnGpu;
import org.shardplan.serving.measured.EngineConstant;
import org.shardplan.serving.measured.Quantity;
import org.shardplan.serving.measured.ServingValidation.Line;

/**
 * What was fitted to runs of a serving engine and what that is worth, as the terminal shows it.
 *
 * @param style what the terminal can show
 */
public record EngineCalibrationReport(Style style) {

    private static final int[] ERRORS = {34, -6, -12, -12, -16, -12};
    private static final int[] CONSTANTS = {22, -12, -12};

    /** The report, with a line feed at its end. */
    public String of(EngineCalibration result) {
        Page page = new Page(style);
        page.line(style.bold(result.engine().provenance().source()) + style.separator() + result.engine().name());
        page.blank();
        errors(result, page);
        ServingValidationReport.aside(result.validation(), page);
        result.gpus().forEach(gpu -> constants(gpu, page));
        return page.toString();
    }

    private void errors(EngineCalibration result, Page page) {
        page.line(style.bold(Width.row(ERRORS, "Error, %", "runs", "fitted", "median", "model held out", "median")));
        for (Quantity quantity : Quantity.values()) {
            result.validation().lines(quantity).stream().filter(Line::isTotal)
                    .forEach(line -> page.line(row(quantity, line)));
        }
        page.blank();
    }

    private static String row(Quantity quantity, Line line) {
        return Width.row(ERRORS, quantity.label(), Figures.count(line.shipped().count()),
                ValidationTimes.error(line.shipped().meanAbsolute()), ValidationTimes.error(line.shipped().median()),
                ValidationTimes.error(line.withoutModel().meanAbsolute()),
                ValidationTimes.error(line.withoutModel().median()));
    }

    private void constants(OnGpu gpu, Page page) {
        page.line(style.bold(Width.row(CONSTANTS, gpu.gpu() + ", " + Figures.count(gpu.runs(), "run", "runs"),
                "usual", "fitted")));
        for (EngineConstant constant : EngineConstant.values()) {
            page.line(Width.row(CONSTANTS, constant.label(), figure(constant, gpu.usual()),
                    figure(constant, gpu.fitted())));
        }
        page.blank();
    }

    private static String figure(EngineConstant constant, Overheads overheads) {
        double value = constant.of(overheads);
        return constant.isTime() ? Figures.seconds(value) : Figures.number(value);
    }
}
