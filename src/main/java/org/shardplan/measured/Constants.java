package org.shardplan.measured;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.shardplan.layout.Precision;
import org.shardplan.measured.Constant.Prior;
import org.shardplan.problem.Framework.AttentionKernel;

/** The constants worth fitting, as far as the runs use what they describe. */
final class Constants {

    private static final double WHOLE = 0.98;
    private static final double ONE_SECOND = 1;
    private static final double MANY_TIMES = 100;
    private static final Constant SCALE_UP = counted("links.scaleUp", WHOLE);
    private static final Constant NETWORK = constant("links.network", Prior.CLUSTER, WHOLE);
    private static final Constant LAYER = constant("host.layerSeconds", Prior.CLUSTER, ONE_SECOND);
    private static final Constant EXPERT_LAYER = counted("host.expertLayerSeconds", ONE_SECOND);
    private static final Constant EXPERT_MATMUL = counted("kernels.experts.matmul", WHOLE);
    private static final Constant UNFUSED_MATMUL = counted("kernels.unfused.matmul", WHOLE);

    private Constants() {
    }

    /** The few that differ from cluster to cluster. */
    static List<Constant> usedBy(List<Setup> setups) {
        List<Constant> constants = new ArrayList<>();
        for (String architecture : architectures(setups)) {
            addDevice(constants, architecture, of(architecture, setups));
        }
        constants.add(SCALE_UP);
        addIf(constants, NETWORK, setups, Constants::leavesTheNode);
        constants.add(LAYER);
        addIf(constants, EXPERT_LAYER, setups, Setup::hasExperts);
        addIf(constants, EXPERT_MATMUL, setups, Setup::hasExperts);
        addIf(constants, UNFUSED_MATMUL, setups, setup -> !kernel(setup).isFused());
        return constants;
    }

    /**
     * What all clusters have in common: only many sources together can tell. Matrix rates are not among them: they are
     * measured in kernel tables and cannot be told from scales. Nor are networks and hosts: each cluster has its own.
     */
    static List<Constant> sharedBy(List<Setup> setups) {
        List<Constant> constants = new ArrayList<>();
        for (String architecture : architectures(setups)) {
            addAttention(constants, architecture, of(architecture, setups));
        }
        constants.add(SCALE_UP);
        addIf(constants, EXPERT_LAYER, setups, Setup::hasExperts);
        addIf(constants, EXPERT_MATMUL, setups, Setup::hasExperts);
        addIf(constants, UNFUSED_MATMUL, setups, setup -> !kernel(setup).isFused());
        addIf(constants, counted("kernels.unfused.traffic", MANY_TIMES), setups,
                setup -> !kernel(setup).isFused());
        addIf(constants, counted("kernels.flash.backwardRate", MANY_TIMES), setups,
                setup -> kernel(setup).isFused());
        addIf(constants, counted("links.exposedPointToPoint", 1), setups,
                setup -> setup.layout().mesh().pipeline() > 1);
        constants.add(counted("kernels.normTraffic", MANY_TIMES));
        constants.add(counted("kernels.activationTraffic", MANY_TIMES));
        constants.add(counted("kernels.crossEntropyBytes", MANY_TIMES));
        return constants;
    }

    private static Set<String> architectures(List<Setup> setups) {
        return setups.stream().map(setup -> setup.gpu().architecture())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Setup> of(String architecture, List<Setup> setups) {
        return setups.stream().filter(setup -> setup.gpu().architecture().equals(architecture)).toList();
    }

    private static void addDevice(List<Constant> constants, String architecture, List<Setup> setups) {
        addIf(constants, matmul(architecture, "matmul16"), setups, setup -> !precision(setup).isCast());
        addIf(constants, matmul(architecture, "matmul8"), setups, setup -> precision(setup) == Precision.FP8);
        addIf(constants, matmul(architecture, "matmul4"), setups, setup -> precision(setup) == Precision.NVFP4);
        addAttention(constants, architecture, setups);
    }

    private static void addAttention(List<Constant> constants, String architecture, List<Setup> setups) {
        addIf(constants, attention(architecture, "nativeAttention"), setups,
                setup -> kernel(setup) == AttentionKernel.NATIVE);
        addIf(constants, attention(architecture, "flashAttention"), setups,
                setup -> kernel(setup) == AttentionKernel.FLASH_2);
        addIf(constants, attention(architecture, "earlyFlashAttention"), setups,
                setup -> kernel(setup) == AttentionKernel.FLASH_1 || kernel(setup) == AttentionKernel.TRITON);
    }

    private static void addIf(
            List<Constant> constants, Constant constant, List<Setup> setups, Predicate<Setup> uses) {
        if (setups.stream().anyMatch(uses)) {
            constants.add(constant);
        }
    }

    private static Constant matmul(String architecture, String name) {
        return new Constant("devices." + architecture + "." + name, Prior.MEASURED, WHOLE,
                RecordPath.of("devices." + architecture + ".matrices." + name));
    }

    private static Constant attention(String architecture, String kind) {
        return new Constant("devices." + architecture + "." + kind, Prior.MEASURED, WHOLE,
                RecordPath.of("devices." + architecture + ".attention." + kind));
    }

    private static Constant counted(String name, double most) {
        return constant(name, Prior.COUNTED, most);
    }

    private static Constant constant(String name, Prior prior, double most) {
        return new Constant(name, prior, most, RecordPath.of(name));
    }

    private static Precision precision(Setup setup) {
        return setup.layout().execution().precision();
    }

    private static AttentionKernel kernel(Setup setup) {
        return setup.problem().conditions().framework().kernels().attention();
    }

    private static boolean leavesTheNode(Setup setup) {
        return setup.layout().mesh().gpus() > setup.problem().pool(0).domainGpus();
    }
}
