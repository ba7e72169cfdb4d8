package org.shardplan.fleet.planner;

import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.FleetSolver;
import org.shardplan.fleet.Replanning;
import org.shardplan.fleet.WhatIf;
import org.shardplan.fleet.planner.RunningPlan.Charged;
import org.shardplan.problem.FleetProblem;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Answers fleet problems: what each workload can run on, who gets what, and what a little more would bring. */
public final class FleetPlanner {

    /** Half of the time may go into searching layouts. */
    private static final int OFFER_SHARE = 2;

    private final SolverOptions options;
    private final RunSearches searches;

    public FleetPlanner(SolverOptions options) {
        this(options, new RunSearches());
    }

    /**
     * A planner of many fleets.
     *
     * @param options how to search
     * @param searches what was searched before; answers do not depend on it
     */
    public FleetPlanner(SolverOptions options, RunSearches searches) {
        this.options = options;
        this.searches = searches;
    }

    public FleetSolution solve(FleetProblem problem) {
        return solve(problem, Optional.empty());
    }

    /**
     * The best plan, given what runs already.
     *
     * @param problem the question
     * @param running what runs, and what changing it costs
     */
    public FleetSolution solve(FleetProblem problem, Optional<RunningPlan> running) {
        Deadline searching = Deadline.after(options.timeLimit().dividedBy(OFFER_SHARE));
        List<Offers> offers = new OfferSearch(problem, searching, searches).all(options.meter());
        Choices choices = new Choices(problem, offers);
        Optional<Charged> present = running.map(plan -> plan.charged(choices));
        Fleet plain = choices.fleet();
        Fleet fleet = present.map(charged -> Replanning.of(plain, charged.plan(), charged.lossPerChange()))
                .orElse(plain);
        FleetAnswer answer = new FleetSolver(options).solve(fleet);
        WhatIf again = new WhatIf(answer, Deadline.after(options.timeLimit()));
        return new FleetSolution(problem, choices.offers(), answer, new Worths(again).all(),
                present.map(charged -> answer.plan().changes(charged.plan())));
    }
}
