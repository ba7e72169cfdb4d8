package org.shardplan.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Pool.Inventory;
import org.shardplan.problem.Price;
import org.shardplan.problem.Problem;
import org.shardplan.solver.ExactSearch.Group;
import org.shardplan.space.SearchSpace;

/**
 * Problems whose layouts have the same memory and the same step: they differ only in objective, prices, spending
 * limits, power, and how many GPUs there are or may be used.
 */
final class Family {

    private final Map<Key, FastestOfGroup> known = new HashMap<>();
    private final Problem common;
    private List<FastestOfGroup> groups = List.of();
    private Cluster largest;
    private boolean cutShort;
    private SearchSpace space;
    private Map<Key, Group> meshes;

    /**
     * A family of which nothing is known yet.
     *
     * @param common what its problems have in common
     */
    Family(Problem common) {
        this.common = common;
    }

    /** A group, whatever the size of its pool. */
    private record Key(int pool, long gpus) {

        static Key of(Mesh mesh) {
            return new Key(mesh.pool(), mesh.gpus());
        }
    }

    /** What all problems of a family have in common. */
    static Problem common(Problem problem) {
        List<Pool> pools = new ArrayList<>();
        for (Pool pool : problem.cluster().pools()) {
            pools.add(resized(pool, 1));
        }
        Limits limits = problem.goal().limits();
        Limits physical = new Limits(new Resources(OptionalInt.empty(), 0, OptionalDouble.empty()),
                new Spending(OptionalDouble.empty(), OptionalDouble.empty()), limits.memory(),
                limits.maxCommunicationPercent());
        return new Problem("", problem.model(), problem.training(), new Cluster(pools),
                new Goal(Objective.STEP_TIME, physical, problem.goal().allowed()), problem.conditions(), List.of());
    }

    private static Pool resized(Pool pool, int count) {
        return new Pool(pool.name(), pool.gpu(), new Inventory(count, false), pool.node(), pool.network(),
                new Price(OptionalDouble.empty(), OptionalDouble.empty(), ""));
    }

    /** Groups of well-formed layouts on these GPUs, and maybe on more than these, in the order of the search space. */
    List<FastestOfGroup> groups(Problem problem) {
        if (largest == null || !covers(problem.cluster())) {
            grow(problem);
        }
        return groups;
    }

    /** Forgets what is fast to find again and takes most of the memory; what was searched for stays known. */
    void rest() {
        space = null;
        meshes = null;
    }

    private boolean covers(Cluster cluster) {
        for (int pool = 0; pool < largest.pools().size(); pool++) {
            if (cluster.pools().get(pool).count() > largest.pools().get(pool).count()) {
                return false;
            }
        }
        return true;
    }

    /** A larger pool opens more groups and leaves the smaller ones as they are. */
    private void grow(Problem problem) {
        List<Pool> pools = new ArrayList<>();
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            int before = largest == null ? 0 : largest.pools().get(pool).count();
            pools.add(resized(problem.pool(pool), Math.max(before, problem.pool(pool).count())));
        }
        largest = new Cluster(pools);
        list();
        meshes.forEach((key, group) ->
                known.computeIfAbsent(key, ignored -> new FastestOfGroup(group, ranking -> visit(key, ranking))));
        groups = space.meshes().stream().map(Key::of).distinct().map(known::get).toList();
        cutShort = space.isCutShort();
    }

    private void list() {
        space = new SearchSpace(new LayoutEstimator(common.with(largest)));
        meshes = new HashMap<>();
        for (Group group : new ExactSearch(space, 1, Long.MAX_VALUE).groups()) {
            meshes.put(Key.of(group.meshes().get(0)), group);
        }
    }

    private ExactSearch visit(Key key, Ranking ranking) {
        if (space == null) {
            list();
        }
        ExactSearch search = new ExactSearch(space, ranking, System.nanoTime() + Long.MAX_VALUE / 2);
        search.visit(meshes.get(key));
        return search;
    }

    /** Whether there are more layouts than anybody could look at, so that nothing can be proved. */
    boolean isCutShort() {
        return cutShort;
    }
}
