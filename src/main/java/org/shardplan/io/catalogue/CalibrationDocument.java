package org.shardplan.io.catalogue;

import java.util.List;
import java.util.Map;
import org.shardplan.io.json.JsonText;
import org.shardplan.measured.CalibrationResult;
import org.shardplan.measured.Errors;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.Calibration.HostConstants;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.Calibration.LinkConstants;

/** Calibration files: the constants, the scales, and how they came about. */
public final class CalibrationDocument {

    private static final int VERSION = 1;

    private final JsonText json;

    private CalibrationDocument(JsonText json) {
        this.json = json;
    }

    public static String of(CalibrationResult result) {
        return JsonText.of(json -> new CalibrationDocument(json).result(result));
    }

    private void result(CalibrationResult result) {
        json.count("version", VERSION);
        json.object("calibration", ignored -> calibration(result.calibration()));
        json.objects("scales", result.scales(), scale -> {
            json.text("framework", scale.key().framework());
            json.text("architecture", scale.key().observed().architecture());
            json.text("precision", scale.key().observed().precision().label());
            json.flag("experts", scale.key().observed().experts());
            json.number("scale", scale.scale());
            json.count("runs", scale.runs());
        });
        json.object("fitted", ignored -> fitted(result));
    }

    private void fitted(CalibrationResult result) {
        json.count("runs", result.runs().runs());
        json.count("models", result.runs().models());
        json.text("heldOut", result.errors().byModel() ? "models" : "runs");
        errors("shipped", result.errors().shipped());
        errors("scaled", result.errors().scaled());
        errors("fitted", result.errors().fitted());
        json.objects("constants", result.constants(), constant -> {
            json.text("name", constant.name());
            json.number("shipped", constant.shipped());
            json.number("value", constant.value());
            json.number("low", constant.range().low());
            json.number("high", constant.range().high());
            json.flag("determined", constant.determined());
        });
    }

    private void errors(String name, Errors errors) {
        if (errors.count() > 0) {
            json.object(name, ignored -> {
                json.number("meanAbsolutePercent", errors.meanAbsolute());
                json.number("biasPercent", errors.bias());
                json.number("ninetiethPercent", errors.ninetieth());
            });
        }
    }

    private void calibration(Calibration calibration) {
        json.text("name", calibration.name());
        List<Map.Entry<String, DeviceEfficiency>> devices = calibration.devices().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).toList();
        json.objects("devices", devices, device -> device(device.getKey(), device.getValue()));
        json.object("kernels", ignored -> kernels(calibration.kernels()));
        json.object("links", ignored -> links(calibration.links()));
        json.object("host", ignored -> host(calibration.host()));
    }

    private void device(String architecture, DeviceEfficiency device) {
        json.text("architecture", architecture);
        json.number("matmul16", device.matrices().matmul16());
        json.number("matmul8", device.matrices().matmul8());
        json.number("matmul4", device.matrices().matmul4());
        json.number("nativeAttention", device.attention().nativeAttention());
        json.number("flashAttention", device.attention().flashAttention());
        json.number("earlyFlashAttention", device.attention().earlyFlashAttention());
        json.number("scale", device.scale());
        json.number("anchoredError", device.error().anchored());
        json.number("coldError", device.error().cold());
        json.number("expertErrorFactor", device.error().expertFactor());
        json.text("source", device.source());
    }

    private void kernels(KernelConstants kernels) {
        json.number("memory", kernels.memory());
        json.number("matmulOperands", kernels.matmulOperands());
        json.number("floorSeconds", kernels.floorSeconds());
        json.number("normTraffic", kernels.normTraffic());
        json.number("activationTraffic", kernels.activationTraffic());
        json.object("flash", ignored -> {
            json.number("saturationTokens", kernels.flash().saturationTokens());
            json.number("backwardRate", kernels.flash().backwardRate());
        });
        json.object("unfused", ignored -> {
            json.number("matmul", kernels.unfused().matmul());
            json.number("traffic", kernels.unfused().traffic());
        });
        json.number("weightGradientBytes", kernels.weightGradientBytes());
        json.number("misalignedPenalty", kernels.misalignedPenalty());
        json.number("crossEntropyBytes", kernels.crossEntropyBytes());
        json.object("experts", ignored -> {
            json.number("matmul", kernels.experts().matmul());
            json.number("permuteTraffic", kernels.experts().permuteTraffic());
        });
    }

    private void links(LinkConstants links) {
        json.number("scaleUp", links.scaleUp());
        json.number("scaleUpAllToAll", links.scaleUpAllToAll());
        json.number("network", links.network());
        json.number("latencySeconds", links.latencySeconds());
        json.number("networkLatencySeconds", links.networkLatencySeconds());
        json.number("allToAllLatencySeconds", links.allToAllLatencySeconds());
        json.number("exposedPointToPoint", links.exposedPointToPoint());
        json.number("exposedContext", links.exposedContext());
    }

    private void host(HostConstants host) {
        json.number("layerSeconds", host.layerSeconds());
        json.number("expertLayerSeconds", host.expertLayerSeconds());
        json.number("collectiveSeconds", host.collectiveSeconds());
        json.number("stepSeconds", host.stepSeconds());
        json.number("adamBytesPerSecond", host.adamBytesPerSecond());
    }
}
