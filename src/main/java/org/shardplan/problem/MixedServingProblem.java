package org.shardplan.problem;

import java.util.List;

/**
 * One question: how to serve this model with one engine whose pipeline stages run on different pools.
 *
 * @param serving the model, the requests, the pools and the goal
 */
public record MixedServingProblem(ServingProblem serving) implements Question {

    @Override
    public String name() {
        return serving.name();
    }

    @Override
    public Cluster cluster() {
        return serving.cluster();
    }

    @Override
    public List<String> assumptions() {
        return serving.assumptions();
    }

    /** The same question on other hardware with the same pools. */
    public MixedServingProblem with(Cluster other) {
        return new MixedServingProblem(serving.with(other));
    }
}
