package org.shardplan.problem;

import java.util.List;
import java.util.Optional;
import org.shardplan.units.Bandwidth;

/**
 * One question: how to train this model over one pipeline whose stages run on different pools.
 *
 * @param training the model, the run, the pools and the goal
 * @param links what the network between pools carries, where that is less than their network cards do
 */
public record MixedProblem(Problem training, List<PoolLink> links) implements Question {

    public MixedProblem {
        links = List.copyOf(links);
    }

    @Override
    public String name() {
        return training.name();
    }

    @Override
    public Cluster cluster() {
        return training.cluster();
    }

    @Override
    public List<String> assumptions() {
        return training.assumptions();
    }

    /** The same question on other hardware with the same pools. */
    public MixedProblem with(Cluster other) {
        return new MixedProblem(training.with(other), links);
    }

    /** Whole nodes of a pool. */
    public int nodes(int pool) {
        return training.pool(pool).count() / training.pool(pool).node().gpus();
    }

    /** What the network between two pools carries per GPU, if the problem says so. */
    public Optional<Bandwidth> link(int one, int other) {
        return links.stream().filter(link -> link.joins(one, other)).map(PoolLink::perGpu).findFirst();
    }
}
