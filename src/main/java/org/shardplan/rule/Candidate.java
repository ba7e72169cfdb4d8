package org.shardplan.rule;

import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;

/** A layout under judgement; its estimate is computed when a rule first asks for it, and once. */
public final class Candidate {

    private final LayoutEstimator estimator;
    private final Layout layout;
    private MemoryBreakdown memory;
    private Estimate estimate;

    public Candidate(LayoutEstimator estimator, Layout layout) {
        this.estimator = estimator;
        this.layout = layout;
    }

    public Problem problem() {
        return estimator.problem();
    }

    public Layout layout() {
        return layout;
    }

    public Mesh mesh() {
        return layout.mesh();
    }

    public Pool pool() {
        return problem().pool(layout.mesh().pool());
    }

    public LayoutEstimator estimator() {
        return estimator;
    }

    /** Memory of the fullest GPU. */
    public MemoryBreakdown memory() {
        if (memory == null) {
            memory = estimator.memory(layout);
        }
        return memory;
    }

    public Estimate estimate() {
        if (estimate == null) {
            estimate = new Estimate(problem(), layout, memory(), estimator.time(layout));
        }
        return estimate;
    }
}
