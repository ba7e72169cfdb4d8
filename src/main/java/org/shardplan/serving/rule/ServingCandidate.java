package org.shardplan.serving.rule;

import java.util.List;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;

/** A serving layout under judgement; its estimate is computed when a rule first asks for it, and once. */
public final class ServingCandidate {

    private final ServingEstimator estimator;
    private final ServingLayout layout;
    private ServingEstimate estimate;

    public ServingCandidate(ServingEstimator estimator, ServingLayout layout) {
        this.estimator = estimator;
        this.layout = layout;
    }

    /** One replica, for rules that look at no more. */
    public ServingCandidate(ServingEstimator estimator, Replica replica) {
        this(estimator, new ServingLayout.Aggregated(replica, 1));
    }

    /** A layout whose numbers are known. */
    public ServingCandidate(ServingEstimator estimator, ServingEstimate estimate) {
        this(estimator, estimate.layout());
        this.estimate = estimate;
    }

    public ServingProblem problem() {
        return estimator.problem();
    }

    public ServingEstimator estimator() {
        return estimator;
    }

    public ServingLayout layout() {
        return layout;
    }

    /** One replica of each group. */
    public List<Replica> replicas() {
        return layout.groups().stream().map(ReplicaGroup::replica).toList();
    }

    /** One replica of each group that works off answers. */
    public List<Replica> answering() {
        return layout instanceof ServingLayout.Disaggregated both ? List.of(both.decode().replica()) : replicas();
    }

    /** Sequences at a time of the last group, which works off answers. */
    public int sequences() {
        return layout.groups().get(layout.groups().size() - 1).replica().batching().sequences();
    }

    public Pool pool(Replica replica) {
        return problem().pool(replica.pool());
    }

    public ServingEstimate estimate() {
        if (estimate == null) {
            estimate = estimator.estimate(layout);
        }
        return estimate;
    }
}
