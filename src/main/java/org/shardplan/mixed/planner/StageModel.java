package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.Layout;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.TrainingMemory;
import org.shardplan.pipeline.Passes;
import org.shardplan.pipeline.Stage;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.Network;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.rule.CapacityRules;
import org.shardplan.time.TrainingTime;
import org.shardplan.units.Bandwidth;

/**
 * Memory and time of stages on any pool, by the formulas of single pools.
 *
 * <p>Assumes that a stage works as fast as in a pipeline of its own kind, and that two stages exchange activations as
 * fast as the slower of them would with its own kind over the network between them. No run of a mixed pipeline was
 * measured.
 */
public final class StageModel {

    private final MixedProblem mixed;
    private final Problem problem;
    private final TrainingMemory memory;
    private final List<TrainingTime> times = new ArrayList<>();
    private final Map<List<Integer>, TrainingTime> linked = new HashMap<>();

    public StageModel(MixedProblem mixed) {
        this.mixed = mixed;
        this.problem = mixed.training();
        this.memory = new TrainingMemory(problem);
        problem.cluster().pools().forEach(pool -> times.add(new TrainingTime(problem, pool, memory)));
    }

    /**
     * A stage that stands for no other; either all layers of a model hold experts, or none.
     *
     * @param index its position, counted from 0
     * @param layers its layers
     * @param last whether it computes logits and loss
     */
    public Stage stage(int index, int layers, boolean last) {
        int experts = problem.model().feedForward().expertLayers(layers);
        return new Stage(index, 1, layers - experts, experts, index == 0, last);
    }

    public MemoryBreakdown memory(Layout layout, Stage stage) {
        return memory.of(layout, stage);
    }

    /** Bytes a stage may use on every GPU of its pool. */
    public double availableBytes(int pool) {
        return CapacityRules.availableBytes(problem, problem.pool(pool));
    }

    boolean fits(Layout layout, Stage stage) {
        return memory(layout, stage).totalBytes() <= availableBytes(layout.mesh().pool());
    }

    /** Seconds of one micro-batch, forward and backward. */
    public double seconds(Layout layout, Stage stage) {
        return passes(layout, stage).total();
    }

    /** Seconds of one micro-batch, pass by pass. */
    Passes passes(Layout layout, Stage stage) {
        return time(layout).passes(layout, stage);
    }

    /** Seconds after the last micro-batch of a step: exchange of gradients that nothing hides, optimizer. */
    public double closing(Layout layout, Stage stage) {
        return time(layout).closing(layout, stage);
    }

    /** Seconds in which a micro-batch reaches a neighbour stage and its gradient comes back. */
    public double roundTrip(Layout from, Layout to) {
        return 2 * Math.max(hop(from, to.mesh().pool()), hop(to, from.mesh().pool()));
    }

    /** How often the slowest round trip shows in a step beyond filling and draining. */
    public double exposedRoundTrips(int microBatches) {
        return times.get(0).exposedHops(microBatches);
    }

    private TrainingTime time(Layout layout) {
        return times.get(layout.mesh().pool());
    }

    /** Inside a pool as anywhere in it; between pools over the top of the network. */
    private double hop(Layout layout, int other) {
        int pool = layout.mesh().pool();
        return pool == other ? time(layout).hop(layout, problem.pool(pool).count())
                : linked.computeIfAbsent(List.of(pool, other), ignored -> linked(pool, other))
                        .hop(layout, Long.MAX_VALUE);
    }

    /** Times of a pool as they are seen over its link to another. */
    private TrainingTime linked(int pool, int other) {
        Pool own = problem.pool(pool);
        double most = mixed.link(pool, other).map(Bandwidth::bytesPerSecond).orElse(Double.POSITIVE_INFINITY);
        Network network = new Network(new Bandwidth(Math.min(most, own.network().perGpu().bytesPerSecond())),
                own.network().railGpus(), own.network().spineShare());
        return new TrainingTime(problem, new Pool(own.name(), own.gpu(), own.inventory(), own.node(), network,
                own.price()), memory);
    }
}
