package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingAnswer.Searched;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.serving.estimate.PipelineEstimator;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.space.Deadline;

/**
 * Answers mixed pipelines that serve: every plan is searched or shown to be no better than the best one, the most
 * promising first.
 */
public final class MixedServingPlanner {

    private final MixedServingProblem problem;
    private final Deadline deadline;
    private final PipelineEstimator estimator;
    private final StageRoom room;
    private final Obstacles obstacles = new Obstacles();
    private final Incumbent incumbent;
    private final List<Open> open = new ArrayList<>();
    private int mostLayers;

    private MixedServingPlanner(MixedServingProblem problem, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
        this.estimator = new PipelineEstimator(problem.serving());
        this.room = new StageRoom(estimator);
        this.incumbent = new Incumbent(new ServingEstimator(problem.serving()), obstacles);
    }

    /** A plan that may hold the best pipeline, and what none of its pipelines is better than. */
    private record Open(PlanSearch search, ServingScore bound) {
    }

    public static MixedServingAnswer solve(MixedServingProblem problem, Deadline deadline) {
        return new MixedServingPlanner(problem, deadline).answer();
    }

    /** The best pipeline of one plan, if any keeps the service levels. */
    static Optional<ServingEstimate> best(MixedServingProblem problem, ServedPlan plan, Deadline deadline) {
        MixedServingPlanner planner = new MixedServingPlanner(problem, deadline);
        new PlanSearch(planner.estimator, planner.room, plan).search(planner.incumbent, deadline);
        return planner.best();
    }

    private MixedServingAnswer answer() {
        long now = System.nanoTime();
        Deadline listing = new Deadline(now + (deadline.nanos() - now) / 2);
        ServedPlans plans = new ServedPlans(problem.serving(), obstacles, listing);
        boolean isComplete = plans.isComplete();
        for (ServedPlan plan : plans.list()) {
            isComplete &= open(plan, listing);
        }
        open.sort(Comparator.comparing(Open::bound));
        double searched = search();
        return new MixedServingAnswer(problem, best(), isComplete ? searched : Double.NEGATIVE_INFINITY,
                new Searched(plans.list().size(), incumbent.evaluated(), mostLayers), obstacles.list());
    }

    /** The best pipeline so far with all its numbers. */
    private Optional<ServingEstimate> best() {
        return incumbent.best().map(found -> estimator.estimate((Pipeline) found.layout()));
    }

    /** Whether there was time to look at it. */
    private boolean open(ServedPlan plan, Deadline listing) {
        if (listing.isOver()) {
            return false;
        }
        PlanSearch search = new PlanSearch(estimator, room, plan);
        mostLayers = Math.max(mostLayers, search.mostLayers());
        search.atBest().ifPresent(atBest -> incumbent.late(atBest).ifPresentOrElse(
                obstacles::add, () -> open.add(new Open(search, ServingScore.of(atBest)))));
        return true;
    }

    /** What no pipeline is better than. */
    private double search() {
        for (Open plan : open) {
            if (!plan.bound().isBetterThan(incumbent.score())) {
                break;
            }
            if (!deadline.isOver()) {
                plan.search().search(incumbent, deadline);
            }
            if (deadline.isOver()) {
                return Math.min(plan.bound().loss(), incumbent.score().loss());
            }
        }
        return incumbent.score().loss();
    }
}
