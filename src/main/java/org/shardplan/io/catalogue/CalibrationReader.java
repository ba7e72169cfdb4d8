package org.shardplan.io.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Text;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.AttentionEfficiency;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.Calibration.ExpectedError;
import org.shardplan.problem.Calibration.Experts;
import org.shardplan.problem.Calibration.Flash;
import org.shardplan.problem.Calibration.HostConstants;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.Calibration.LinkConstants;
import org.shardplan.problem.Calibration.MatrixEfficiency;
import org.shardplan.problem.Calibration.Unfused;

/** Reads the measured constants of the time model. */
final class CalibrationReader {

    private static final ListOf<Fields> DEVICES = new ListOf<>(Nested.OBJECT, 100);
    private static final Decimal FACTOR = Decimal.positive("");
    private static final Decimal SHARE = Decimal.share();
    private static final Decimal PERHAPS_NONE = Decimal.between(0, 1, "");
    private static final Decimal SECONDS = Decimal.notNegative("s");

    private CalibrationReader() {
    }

    static Calibration read(Fields fields) {
        return new Calibration(
                fields.required("name", Text.NAME),
                devices(fields),
                kernels(fields.required("kernels", Nested.OBJECT)),
                links(fields.required("links", Nested.OBJECT)),
                host(fields.required("host", Nested.OBJECT)));
    }

    private static Map<String, DeviceEfficiency> devices(Fields fields) {
        Map<String, DeviceEfficiency> devices = new LinkedHashMap<>();
        for (Fields device : fields.required("devices", DEVICES)) {
            devices.put(device.required("architecture", Text.NAME), device(device));
        }
        return devices;
    }

    private static DeviceEfficiency device(Fields fields) {
        return new DeviceEfficiency(
                new MatrixEfficiency(
                        fields.required("matmul16", SHARE), fields.required("matmul8", PERHAPS_NONE),
                        fields.optional("matmul4", PERHAPS_NONE, 0.0)),
                new AttentionEfficiency(
                        fields.required("nativeAttention", SHARE), fields.required("flashAttention", SHARE),
                        fields.required("earlyFlashAttention", SHARE)),
                fields.required("scale", FACTOR),
                new ExpectedError(
                        fields.required("anchoredError", PERHAPS_NONE), fields.required("coldError", PERHAPS_NONE),
                        fields.required("expertErrorFactor", FACTOR)),
                fields.required("source", Text.PROSE));
    }

    private static KernelConstants kernels(Fields fields) {
        return new KernelConstants(
                fields.required("memory", SHARE),
                fields.required("matmulOperands", FACTOR),
                fields.required("floorSeconds", SECONDS),
                fields.required("normTraffic", FACTOR),
                fields.required("activationTraffic", FACTOR),
                flash(fields.required("flash", Nested.OBJECT)),
                unfused(fields.required("unfused", Nested.OBJECT)),
                fields.required("weightGradientBytes", FACTOR),
                fields.required("misalignedPenalty", PERHAPS_NONE),
                fields.required("crossEntropyBytes", FACTOR),
                experts(fields.required("experts", Nested.OBJECT)));
    }

    private static Flash flash(Fields fields) {
        return new Flash(
                fields.required("saturationTokens", Decimal.notNegative("tokens")),
                fields.required("backwardRate", FACTOR));
    }

    private static Unfused unfused(Fields fields) {
        return new Unfused(fields.required("matmul", SHARE), fields.required("traffic", FACTOR));
    }

    private static Experts experts(Fields fields) {
        return new Experts(fields.required("matmul", SHARE), fields.required("permuteTraffic", FACTOR));
    }

    private static LinkConstants links(Fields fields) {
        return new LinkConstants(
                fields.required("scaleUp", SHARE),
                fields.required("scaleUpAllToAll", SHARE),
                fields.required("network", SHARE),
                fields.required("latencySeconds", SECONDS),
                fields.required("networkLatencySeconds", SECONDS),
                fields.required("allToAllLatencySeconds", SECONDS),
                fields.required("exposedPointToPoint", PERHAPS_NONE),
                fields.required("exposedContext", PERHAPS_NONE));
    }

    private static HostConstants host(Fields fields) {
        return new HostConstants(
                fields.required("layerSeconds", SECONDS),
                fields.required("expertLayerSeconds", SECONDS),
                fields.required("collectiveSeconds", SECONDS),
                fields.required("stepSeconds", SECONDS),
                fields.required("adamBytesPerSecond", FACTOR));
    }
}
