package org.shardplan.problem;

import java.util.List;

/**
 * One question: how to train this model on that cluster.
 *
 * @param name what reports call it
 * @param model the model
 * @param training the run
 * @param cluster the hardware
 * @param goal what counts as a good answer
 * @param conditions framework, calibration, operations
 * @param assumptions everything the file left open and the reader filled in, one sentence each
 */
public record Problem(
        String name, Model model, Training training, Cluster cluster, Goal goal, Conditions conditions,
        List<String> assumptions) implements Question {

    public Problem {
        assumptions = List.copyOf(assumptions);
    }

    /** The same question on other hardware. */
    public Problem with(Cluster other) {
        return new Problem(name, model, training, other, goal, conditions, assumptions);
    }

    /** The same question with another goal. */
    public Problem with(Goal other) {
        return new Problem(name, model, training, cluster, other, conditions, assumptions);
    }

    public Pool pool(int index) {
        return cluster.pools().get(index);
    }
}
