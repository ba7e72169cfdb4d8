package org.shardplan.problem;

import java.util.List;

/** What a problem file asks: how to train a model, or how to serve it. */
public sealed interface Question permits Problem, ServingProblem {

    /** What reports call it. */
    String name();

    Model model();

    Cluster cluster();

    /** Everything the file left open and the reader filled in, one sentence each. */
    List<String> assumptions();
}
