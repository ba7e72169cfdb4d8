package org.shardplan.problem;

import java.util.List;

/** What a problem file asks: how to train a model on one pool or over several, to serve it, to run many of both. */
public sealed interface Question permits Problem, MixedProblem, ServingProblem, MixedServingProblem,
        FleetProblem {

    /** What reports call it. */
    String name();

    Cluster cluster();

    /** Everything the file left open and the reader filled in, one sentence each. */
    List<String> assumptions();
}
