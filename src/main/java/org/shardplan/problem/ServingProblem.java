package org.shardplan.problem;

import java.util.List;

/**
 * One question: how to serve this model on that cluster.
 *
 * @param name what reports call it
 * @param model the model
 * @param serving the requests and what they may take
 * @param cluster the hardware
 * @param goal what counts as a good answer
 * @param engine the serving engine, as it was measured
 * @param power power of servers
 * @param assumptions everything the file left open and the reader filled in, one sentence each
 */
public record ServingProblem(
        String name, Model model, Serving serving, Cluster cluster, ServingGoal goal, Engine engine,
        Operations.Power power, List<String> assumptions) implements Question {

    public ServingProblem {
        assumptions = List.copyOf(assumptions);
    }

    /** The same question on other hardware. */
    public ServingProblem with(Cluster other) {
        return new ServingProblem(name, model, serving, other, goal, engine, power, assumptions);
    }

    /** The same question with another goal. */
    public ServingProblem with(ServingGoal other) {
        return new ServingProblem(name, model, serving, cluster, other, engine, power, assumptions);
    }

    /** The same question for other requests. */
    public ServingProblem with(Serving other) {
        return new ServingProblem(name, model, other, cluster, goal, engine, power, assumptions);
    }

    /** The same question for another engine, or the same one with other constants. */
    public ServingProblem with(Engine other) {
        return new ServingProblem(name, model, serving, cluster, goal, other, power, assumptions);
    }

    public Pool pool(int index) {
        return cluster.pools().get(index);
    }
}
