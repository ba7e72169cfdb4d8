package org.shardplan.explain;

import java.util.HashMap;
import java.util.Map;
import org.shardplan.problem.Calibration;
import org.shardplan.problem.Calibration.DeviceEfficiency;
import org.shardplan.problem.Calibration.LinkConstants;
import org.shardplan.problem.Conditions;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Gpu.Links;
import org.shardplan.problem.Network;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.units.Bandwidth;

/** The same hardware or the same question with one rate a factor higher. */
final class Faster {

    private Faster() {
    }

    private static Bandwidth times(Bandwidth bandwidth, double factor) {
        return new Bandwidth(factor * bandwidth.bytesPerSecond());
    }

    static Pool network(Pool pool, double factor) {
        Network network = pool.network();
        return new Pool(pool.name(), pool.gpu(), pool.inventory(), pool.node(), new Network(
                times(network.perGpu(), factor), network.railGpus(), network.spineShare()), pool.price());
    }

    static Pool scaleUp(Pool pool, double factor) {
        Gpu gpu = pool.gpu();
        Links links = gpu.links();
        return Relaxed.gpu(pool, new Gpu(gpu.name(), gpu.architecture(), gpu.peaks(), gpu.memory(), new Links(
                times(links.scaleUp(), factor), links.scaleUpGpus(), links.network(), links.pcie()), gpu.board(),
                gpu.provenance()));
    }

    /** Matrix multiplications reach this much more of the peak. */
    static Problem matrixWork(Problem problem, double factor) {
        Calibration old = problem.conditions().calibration();
        Map<String, DeviceEfficiency> devices = new HashMap<>();
        old.devices().forEach((name, device) -> devices.put(name, new DeviceEfficiency(
                device.matrices().times(factor), device.attention(), device.scale(),
                device.error(), device.source())));
        return with(problem, new Calibration(old.name(), devices, old.kernels(), old.links(), old.host()));
    }

    /** Collectives reach this much more of the links. */
    static Problem communication(Problem problem, double factor) {
        Calibration old = problem.conditions().calibration();
        LinkConstants links = old.links();
        return with(problem, new Calibration(old.name(), old.devices(), old.kernels(), new LinkConstants(
                factor * links.scaleUp(), factor * links.scaleUpAllToAll(), factor * links.network(),
                links.latencySeconds(), links.networkLatencySeconds(), links.allToAllLatencySeconds(),
                links.exposedPointToPoint(), links.exposedContext()), old.host()));
    }

    private static Problem with(Problem problem, Calibration calibration) {
        Conditions old = problem.conditions();
        return new Problem(problem.name(), problem.model(), problem.training(), problem.cluster(), problem.goal(),
                new Conditions(old.framework(), calibration, old.operations()), problem.assumptions());
    }
}
