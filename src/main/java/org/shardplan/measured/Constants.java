package org.shardplan.measured;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.Calibration.Experts;
import org.shardplan.problem.Calibration.HostConstants;
import org.shardplan.problem.Calibration.KernelConstants;
import org.shardplan.problem.Calibration.LinkConstants;
import org.shardplan.problem.Calibration.Unfused;

/** The few constants worth fitting, as far as the runs use what they describe. */
final class Constants {

    private static final double WHOLE = 0.98;
    private static final double ONE_SECOND = 1;

    private Constants() {
    }

    static List<Constant> usedBy(List<Setup> setups) {
        List<Constant> constants = new ArrayList<>();
        Set<String> architectures = new LinkedHashSet<>();
        setups.forEach(setup -> architectures.add(setup.gpu().architecture()));
        for (String architecture : architectures) {
            addDevice(constants, architecture,
                    setups.stream().filter(setup -> setup.gpu().architecture().equals(architecture)).toList());
        }
        constants.add(scaleUp());
        addIf(constants, network(), setups, Constants::leavesTheNode);
        constants.add(layerSeconds());
        addIf(constants, expertLayerSeconds(), setups, Setup::hasExperts);
        addIf(constants, expertMatmul(), setups, Setup::hasExperts);
        addIf(constants, unfusedMatmul(), setups, setup -> !isFused(setup));
        return constants;
    }

    private static void addDevice(List<Constant> constants, String architecture, List<Setup> setups) {
        addIf(constants, device(architecture, "matmul16", DeviceField.MATMUL_16), setups, setup -> !isFp8(setup));
        addIf(constants, device(architecture, "matmul8", DeviceField.MATMUL_8), setups, Constants::isFp8);
        addIf(constants, device(architecture, "flashAttention", DeviceField.FLASH), setups, Constants::isFused);
    }

    private static void addIf(
            List<Constant> constants, Constant constant, List<Setup> setups, Predicate<Setup> uses) {
        if (setups.stream().anyMatch(uses)) {
            constants.add(constant);
        }
    }

    private static boolean isFp8(Setup setup) {
        return setup.layout().execution().precision() == Precision.FP8;
    }

    private static boolean isFused(Setup setup) {
        return setup.problem().conditions().framework().kernels().attention().isFused();
    }

    private static boolean leavesTheNode(Setup setup) {
        return setup.layout().mesh().gpus() > setup.problem().pool(0).domainGpus();
    }

    /** Efficiencies of one architecture. */
    private enum DeviceField { MATMUL_16, MATMUL_8, FLASH }

    private static Constant device(String architecture, String name, DeviceField field) {
        return new Constant("devices." + architecture + "." + name, WHOLE,
                calibration -> value(device(calibration, architecture), field),
                (calibration, value) -> withDevice(
                        calibration, architecture, device -> with(device, field, value)));
    }

    private static DeviceEfficiency device(Calibration calibration, String architecture) {
        return calibration.devices().getOrDefault(architecture, calibration.devices().get(Calibration.OTHER));
    }

    private static double value(DeviceEfficiency device, DeviceField field) {
        return switch (field) {
            case MATMUL_16 -> device.matmul16();
            case MATMUL_8 -> device.matmul8();
            case FLASH -> device.attention().flashAttention();
        };
    }

    private static DeviceEfficiency with(DeviceEfficiency device, DeviceField field, double value) {
        return new DeviceEfficiency(
                field == DeviceField.MATMUL_16 ? value : device.matmul16(),
                field == DeviceField.MATMUL_8 ? value : device.matmul8(),
                field == DeviceField.FLASH
                        ? device.attention().times(value / device.attention().flashAttention())
                        : device.attention(),
                device.scale(), device.error(), device.source());
    }

    static Calibration withDevice(
            Calibration calibration, String architecture, UnaryOperator<DeviceEfficiency> change) {
        Map<String, DeviceEfficiency> devices = new LinkedHashMap<>(calibration.devices());
        devices.put(architecture, change.apply(device(calibration, architecture)));
        return new Calibration(
                calibration.name(), devices, calibration.kernels(), calibration.links(), calibration.host());
    }

    private static Constant scaleUp() {
        return new Constant("links.scaleUp", WHOLE, calibration -> calibration.links().scaleUp(),
                (calibration, value) -> with(calibration, links(calibration.links(), value,
                        calibration.links().network())));
    }

    private static Constant network() {
        return new Constant("links.network", WHOLE, calibration -> calibration.links().network(),
                (calibration, value) -> with(calibration, links(calibration.links(), calibration.links().scaleUp(),
                        value)));
    }

    private static LinkConstants links(LinkConstants links, double scaleUp, double network) {
        return new LinkConstants(scaleUp, links.scaleUpAllToAll(), network, links.latencySeconds(),
                links.networkLatencySeconds(), links.allToAllLatencySeconds(), links.exposedPointToPoint(),
                links.exposedContext());
    }

    private static Calibration with(Calibration calibration, LinkConstants links) {
        return new Calibration(
                calibration.name(), calibration.devices(), calibration.kernels(), links, calibration.host());
    }

    private static Constant layerSeconds() {
        return new Constant("host.layerSeconds", ONE_SECOND, calibration -> calibration.host().layerSeconds(),
                (calibration, value) -> with(calibration, host(calibration.host(), value,
                        calibration.host().expertLayerSeconds())));
    }

    private static Constant expertLayerSeconds() {
        return new Constant("host.expertLayerSeconds", ONE_SECOND,
                calibration -> calibration.host().expertLayerSeconds(),
                (calibration, value) -> with(calibration, host(calibration.host(),
                        calibration.host().layerSeconds(), value)));
    }

    private static HostConstants host(HostConstants host, double layer, double expertLayer) {
        return new HostConstants(layer, expertLayer, host.collectiveSeconds(), host.stepSeconds(),
                host.adamBytesPerSecond());
    }

    private static Calibration with(Calibration calibration, HostConstants host) {
        return new Calibration(
                calibration.name(), calibration.devices(), calibration.kernels(), calibration.links(), host);
    }

    private static Constant expertMatmul() {
        return new Constant("kernels.experts.matmul", WHOLE, calibration -> calibration.kernels().experts().matmul(),
                (calibration, value) -> with(calibration, calibration.kernels().unfused(),
                        new Experts(value, calibration.kernels().experts().permuteTraffic())));
    }

    private static Constant unfusedMatmul() {
        return new Constant("kernels.unfused.matmul", WHOLE, calibration -> calibration.kernels().unfused().matmul(),
                (calibration, value) -> with(calibration,
                        new Unfused(value, calibration.kernels().unfused().traffic()),
                        calibration.kernels().experts()));
    }

    private static Calibration with(Calibration calibration, Unfused unfused, Experts experts) {
        KernelConstants kernels = calibration.kernels();
        KernelConstants changed = new KernelConstants(kernels.memory(), kernels.matmulOperands(),
                kernels.floorSeconds(), kernels.normTraffic(), kernels.activationTraffic(), kernels.flash(), unfused,
                kernels.weightGradientBytes(), kernels.misalignedPenalty(), kernels.crossEntropyBytes(), experts);
        return new Calibration(
                calibration.name(), calibration.devices(), changed, calibration.links(), calibration.host());
    }
}
