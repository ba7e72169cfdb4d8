package org.shardplan.io;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.measured.FrameworkScale;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Framework;
import org.shardplan.problem.Framework.Observed;

/**
 * Constants and scales that a problem can name.
 *
 * @param calibration the constants
 * @param scales scales of frameworks, which take the place of those of their profiles
 */
record CalibrationFile(Calibration calibration, List<FrameworkScale> scales) {

    private static final ListOf<Fields> SCALES = new ListOf<>(Nested.OBJECT, 1000);

    CalibrationFile {
        scales = List.copyOf(scales);
    }

    /** Constants without scales of their own. */
    static CalibrationFile of(Calibration calibration) {
        return new CalibrationFile(calibration, List.of());
    }

    static CalibrationFile read(Fields fields) {
        fields.required("version", Document.VERSION);
        fields.optional("fitted", Nested.OBJECT).ifPresent(Fields::acceptOthers);
        return new CalibrationFile(
                CalibrationReader.read(fields.required("calibration", Nested.OBJECT)),
                fields.optional("scales", SCALES, List.of()).stream().map(CalibrationFile::scale).toList());
    }

    private static FrameworkScale scale(Fields fields) {
        return new FrameworkScale(
                new FrameworkScale.Key(
                        fields.required("framework", Text.NAME),
                        FrameworkReader.observed(fields)),
                fields.required("scale", Decimal.positive("")),
                fields.optional("runs", WholeNumber.between(1, Integer.MAX_VALUE, ""), 1));
    }

    /** The framework with the scales of this file in place of its own. */
    Framework applied(Framework framework) {
        Map<Observed, Double> merged = new LinkedHashMap<>(framework.scales());
        for (FrameworkScale scale : scales) {
            if (scale.key().framework().equals(framework.name())) {
                merged.put(scale.key().observed(), scale.scale());
            }
        }
        return new Framework(framework.name(), framework.kernels(), framework.states(), framework.loss(),
                framework.overlap(), framework.overheads(), merged, framework.provenance());
    }
}
