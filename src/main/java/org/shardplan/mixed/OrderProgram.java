package org.shardplan.mixed;

import org.shardplan.space.Deadline;

/** Searches one order of the nodes exactly. */
record OrderProgram(StageGraph graph) implements Program {

    @Override
    public Outcome best(Cost caps, double useless, int effort, Deadline deadline) {
        Completions completions = new Completions(graph, caps, new double[graph.lineup().groups().size()]);
        double least = completions.least();
        return least < useless ? Outcome.proved(Walk.along(completions), least) : Outcome.NONE;
    }
}
