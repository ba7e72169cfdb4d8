package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.MixedStage;
import org.shardplan.mixed.Lineup;
import org.shardplan.mixed.Orders;
import org.shardplan.problem.MixedProblem;

/**
 * The best pipeline for an order of nodes, all stages having the same in common: which nodes form stages together, how
 * many layers each takes and what it recomputes is found exactly.
 */
public final class StageOrders {

    private final MixedProblem problem;
    private final StageTable table;
    private final Lineup lineup;

    private StageOrders(MixedProblem problem, Setting setting) {
        this.problem = problem;
        this.table = new StageTable(problem, new StageModel(problem), setting);
        this.lineup = table.lineup();
    }

    /** Of pipelines that have this in common; empty if no rule leaves a stage that has. */
    public static Optional<StageOrders> of(MixedProblem problem, Shared shared) {
        return new Settings(problem).all().stream().filter(setting -> setting.shared().equals(shared)).findFirst()
                .map(setting -> new StageOrders(problem, setting));
    }

    /** The pool of every node in the order of the stages. */
    public static List<Integer> nodes(List<MixedStage> stages) {
        List<Integer> pools = new ArrayList<>();
        stages.forEach(stage -> pools.addAll(Collections.nCopies(stage.nodes(), stage.pool())));
        return pools;
    }

    /**
     * The fastest pipeline that takes nodes in this order; it may leave out those at the beginning.
     *
     * @param nodes the pool of every node, in the order in which a micro-batch passes them
     */
    public Optional<MixedEstimate> best(List<Integer> nodes) {
        return order(nodes).flatMap(order -> new Orders(lineup).best(order).best())
                .map(table::layout).map(new MixedEstimator(problem)::estimate);
    }

    /** The nodes from the last on, those that are not named behind them; empty if a pool has too few. */
    private Optional<int[]> order(List<Integer> nodes) {
        List<Integer> order = new ArrayList<>(nodes);
        Collections.reverse(order);
        for (int pool = 0; pool < lineup.classes().size(); pool++) {
            int left = lineup.classes().get(pool).nodes() - Collections.frequency(nodes, pool);
            if (left < 0) {
                return Optional.empty();
            }
            order.addAll(Collections.nCopies(left, pool));
        }
        return Optional.of(order.stream().mapToInt(Integer::intValue).toArray());
    }
}
