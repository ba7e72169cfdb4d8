package org.shardplan.problem;

import java.util.List;
import java.util.Optional;
import org.shardplan.units.Bandwidth;

/**
 * One question: how to train this model over one pipeline whose stages run on different pools.
 *
 * @param training the model, the run, the pools and the goal
 */
public record MixedProblem(Problem training) implements Question {

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
        return new MixedProblem(training.with(other));
    }

    /** Whole nodes of a pool. */
    public int nodes(int pool) {
        return training.pool(pool).count() / training.pool(pool).node().gpus();
    }

    /** What the network between two pools carries per GPU, if the problem says so. */
    public Optional<Bandwidth> link(int one, int other) {
        return cluster().link(one, other);
    }
}
