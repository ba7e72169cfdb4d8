package org.shardplan.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.solver.ExactSearch.Group;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/**
 * The fastest feasible layout for every pool and number of GPUs. Money, hours and energy of a run grow with the seconds
 * of its step as long as its GPUs stay the same, so these are all that larger questions have to choose from.
 */
public final class FastestLayouts {

    private final SearchSpace space;
    private final Deadline deadline;
    private final RuleBook<Candidate> rules = RuleBook.standard();

    /**
     * Searches a problem.
     *
     * @param problem a problem whose objective is the shortest step
     * @param deadline when to stop; what was not searched until then is left out
     */
    public FastestLayouts(Problem problem, Deadline deadline) {
        this.space = new SearchSpace(new LayoutEstimator(problem), Extent.until(deadline));
        this.deadline = deadline;
    }

    /** One layout for every pool and number of GPUs that has any. */
    public List<Estimate> find() {
        List<Estimate> fastest = new ArrayList<>();
        for (Group group : new ExactSearch(space, 1, deadline.nanos()).groups()) {
            if (!deadline.isOver() && isAdmitted(group)) {
                fastest(group).ifPresent(fastest::add);
            }
        }
        return fastest;
    }

    /** Nothing slower than the deadline and the budget of the run allow is looked at. */
    private Optional<Estimate> fastest(Group group) {
        double seconds = new StepSeconds(space.problem(), group.meshes().get(0)).affordable(1);
        Ranking ranking = new Ranking(1, new Score(seconds, Double.POSITIVE_INFINITY));
        new ExactSearch(space, ranking, deadline.nanos()).visit(group);
        return ranking.best();
    }

    /** Whether everything was searched. */
    public boolean isComplete() {
        return !deadline.isOver() && !space.isCutShort();
    }

    private boolean isAdmitted(Group group) {
        Candidate probe = new Candidate(space.estimator(), Probe.of(group.meshes().get(0)));
        return rules.firstViolation(Scope.MESH, probe).isEmpty();
    }
}
