package org.shardplan.io.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Document;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
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
public record CalibrationFile(Calibration calibration, List<FrameworkScale> scales) {

    private static final ListOf<Fields> SCALES = new ListOf<>(Nested.OBJECT, 1000);

    public CalibrationFile {
        scales = List.copyOf(scales);
    }

    /** Constants without scales of their own. */
    public static CalibrationFile of(Calibration calibration) {
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
    public Framework applied(Framework framework) {
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
