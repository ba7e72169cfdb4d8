package org.shardplan.io.problem;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.shardplan.io.catalogue.GpuField;
import org.shardplan.io.catalogue.GpuReader;
import org.shardplan.io.catalogue.Reading;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Flag;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Text;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Network;
import org.shardplan.problem.Node;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Price;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.Provenance.Verification;
import org.shardplan.units.Bandwidth;
import org.shardplan.units.Bytes;

/**
 * Reads one pool of GPUs; what it leaves open comes from the GPU's data sheet.
 *
 * @param reading what the readers share
 * @param useAll whether the limits want all GPUs of every pool used
 * @param offloads whether host memory matters
 */
record PoolReader(Reading reading, boolean useAll, boolean offloads) {

    private static final WholeNumber COUNT = WholeNumber.between(1, 1_000_000, "GPUs");
    private static final double HOST_MEMORY_GIB = 1024;
    private static final int MANY_NODES = 16;

    /** The pool, under a name that is not taken if it has none of its own. */
    Pool read(Fields fields, Set<String> taken) {
        Gpu gpu = fields.required("gpu", new GpuField(reading));
        String name = fields.optional("name", Text.KEY, unique(gpu.name(), taken));
        int count = fields.required("count", COUNT);
        boolean all = fields.optional("useAll", Flag.FLAG, false);
        Node node = node(fields, name, gpu, count);
        Network network = network(fields, name, gpu, (double) count / node.gpus());
        return new Pool(name, gpu, new Pool.Inventory(count, all || useAll), node, network,
                price(fields, name, gpu));
    }

    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int number = 2; taken.contains(candidate); number++) {
            candidate = name + "-" + number;
        }
        return candidate;
    }

    private Node node(Fields fields, String pool, Gpu gpu, int count) {
        int usual = Math.min(gpu.board().gpusPerNode(), count);
        int gpus = fields.optional("gpusPerNode", GpuReader.GPUS_PER_NODE, usual);
        if (gpus > count) {
            fields.reject("gpusPerNode", "be at most the count of GPUs (" + count + ")", "the two are swapped");
        }
        if (!fields.has("gpusPerNode") && count > usual) {
            reading.assume("gpusPerNode of pool " + pool + " not given: " + usual + ", as in its usual server.");
        }
        double hostMemory = fields.optional("hostMemoryGiBPerNode", GpuReader.GIB, HOST_MEMORY_GIB);
        if (offloads && !fields.has("hostMemoryGiBPerNode")) {
            reading.assume("hostMemoryGiBPerNode of pool " + pool + " not given: 1,024 GiB.");
        }
        return new Node(gpus, Bytes.ofGib(hostMemory));
    }

    private Network network(Fields fields, String pool, Gpu gpu, double nodes) {
        double listed = gpu.links().network().gBps();
        double perGpu = fields.optional("interNodeGBps", GpuReader.GBPS, listed);
        if (!fields.has("interNodeGBps")) {
            reading.assume("interNodeGBps of pool " + pool + " not given: " + Numbers.plain(listed)
                    + " GB/s per GPU taken from " + sheet(gpu) + " (network card line rate)." + atScale(nodes));
        }
        OptionalInt railGpus = fields.optionalNumber("gpusPerRail", COUNT);
        OptionalDouble spineShare = fields.optionalNumber("spineShare", Decimal.share());
        if (spineShare.isPresent() && !fields.has("gpusPerRail")) {
            fields.reject("spineShare", "come with gpusPerRail", "add how many GPUs share one leaf switch");
        }
        return new Network(Bandwidth.ofGBps(perGpu), railGpus.orElse(Integer.MAX_VALUE), spineShare.orElse(1));
    }

    /** Published clusters differ five-fold in what is left of the line rate at their full size. */
    private static String atScale(double nodes) {
        return nodes < MANY_NODES ? "" : " From " + MANY_NODES + " nodes on clusters differ five-fold: give the rate"
                + " measured at this scale over 0.75.";
    }

    private String sheet(Gpu gpu) {
        boolean own = gpu.provenance().verification() == Verification.USER;
        return own && reading.catalogue().gpu(gpu.name()).isEmpty() ? "the problem file"
                : own ? "your catalogue" : "the catalogue";
    }

    private Price price(Fields fields, String pool, Gpu gpu) {
        Price listed = gpu.board().price();
        OptionalDouble onDemand = fields.optionalNumber("pricePerGpuHourUsd", GpuReader.USD_PER_HOUR);
        OptionalDouble spot = fields.optionalNumber("spotPricePerGpuHourUsd", GpuReader.USD_PER_HOUR);
        if (onDemand.isPresent()) {
            return new Price(onDemand, spot, Provenance.USER.source());
        }
        if (listed.onDemandUsd().isPresent() && !listed.source().equals(Provenance.USER.source())) {
            reading.assume("pricePerGpuHourUsd of pool " + pool + " not given: "
                    + Numbers.plain(listed.onDemandUsd().getAsDouble()) + " USD (" + listed.source() + ").");
        }
        return new Price(listed.onDemandUsd(), spot.isPresent() ? spot : listed.spotUsd(), listed.source());
    }
}
