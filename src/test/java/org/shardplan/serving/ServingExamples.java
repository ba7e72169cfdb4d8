package org.shardplan.serving;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.io.catalogue.Catalogue;
import org.shardplan.io.catalogue.Engines;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.Load;
import org.shardplan.problem.Network;
import org.shardplan.problem.Node;
import org.shardplan.problem.Operations;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bytes;

/** Serving problems for tests, of real models on real GPUs. */
public final class ServingExamples {

    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Engines ENGINES = Engines.shipped();

    private ServingExamples() {
    }

    public static ServingProblem of(String model, String gpu, String engine, Serving serving) {
        return new ServingProblem(model, CATALOGUE.model(model).orElseThrow().model(), serving,
                new Cluster(List.of(pool(CATALOGUE.gpu(gpu).orElseThrow()))),
                new ServingGoal(ServingObjective.LATENCY, ServingLimits.NONE, ServingAllowed.DEFAULT),
                ENGINES.engine(engine).orElseThrow(), Operations.DEFAULT.power(), List.of());
    }

    private static Pool pool(Gpu gpu) {
        return new Pool(gpu.name(), gpu, new Pool.Inventory(64, false),
                new Node(gpu.board().gpusPerNode(), new Bytes(Double.MAX_VALUE)),
                Network.flat(gpu.links().network()), gpu.board().price());
    }

    public static Serving requests(int input, int output, Load load) {
        return new Serving(new Lengths(input, output, 0), load, ServiceLevels.NONE, Shortcuts.NONE);
    }

    public static Serving requestsAt(int input, int output, Load load, double percentile) {
        return new Serving(new Lengths(input, output, 0), load, new ServiceLevels(OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty(), percentile,
                ServiceLevels.USUAL_CONFIDENCE), Shortcuts.NONE);
    }

    public static Serving withPrefixHits(int input, int output, Load load, double rate) {
        return new Serving(new Lengths(input, output, 0), load, ServiceLevels.NONE,
                new Shortcuts(rate, 0, Optional.empty()));
    }

    /** All that is cached is the same in all requests. */
    public static Serving withSharedPrefix(int input, int output, Load load, int shared) {
        return new Serving(new Lengths(input, output, 0), load, ServiceLevels.NONE,
                new Shortcuts((double) shared / input, shared, Optional.empty()));
    }

    public static Replica replica(Split split, WeightFormat weights) {
        return replica(split, weights, KeyValueFormat.BF16);
    }

    public static Replica replica(Split split, WeightFormat weights, KeyValueFormat keyValues) {
        return new Replica(0, split, new Formats(weights, keyValues), new Batching(256, 8192));
    }

    public static Replica tensor(int degree) {
        return replica(Split.tensor(degree), WeightFormat.BF16);
    }
}
