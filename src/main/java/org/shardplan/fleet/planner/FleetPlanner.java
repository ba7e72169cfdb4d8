package org.shardplan.fleet.planner;

import static org.shardplan.fleet.planner.Choices.LOSSES_PER_UNIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shardplan.fleet.Capacity;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.Fleet;
import org.shardplan.fleet.FleetAnswer;
import org.shardplan.fleet.FleetSolver;
import org.shardplan.fleet.Replanning;
import org.shardplan.fleet.planner.RunningPlan.Charged;
import org.shardplan.problem.FleetProblem;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

/** Answers fleet problems: what each workload can run on, who gets what, and what a little more would bring. */
public final class FleetPlanner {

    /** Half of the time may go into searching layouts. */
    private static final int OFFER_SHARE = 2;
    /** Fleets of so many workloads are solved again with a little more of each limit. */
    private static final int MOST_SOLVED_AGAIN = 16;
    private static final long WATTS_PER_KILOWATT = 1000;
    private static final long CENTS_PER_THOUSAND_USD = 100_000;

    private final SolverOptions options;

    public FleetPlanner(SolverOptions options) {
        this.options = options;
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
        Choices choices = new Choices(problem, new OfferSearch(problem, searching).all(options.meter()));
        Optional<Charged> present = running.map(plan -> plan.charged(choices));
        Fleet plain = choices.fleet();
        Fleet fleet = present.map(charged -> Replanning.of(plain, charged.plan(), charged.lossPerChange()))
                .orElse(plain);
        FleetAnswer answer = new FleetSolver(options).solve(fleet);
        return new FleetSolution(problem, choices.offers(), answer, worth(answer),
                present.map(charged -> answer.plan().changes(charged.plan())));
    }

    private List<Worth> worth(FleetAnswer answer) {
        List<Worth> worth = new ArrayList<>();
        Capacity capacity = answer.fleet().capacity();
        for (int pool = 0; pool < capacity.nodes().size(); pool++) {
            worth.add(new Worth(Kind.INVENTORY, OptionalInt.of(pool), answer.prices().perNode(pool) / LOSSES_PER_UNIT,
                    gain(answer, capacity.withMoreNodes(pool, 1))));
        }
        if (capacity.watts() < Capacity.UNLIMITED) {
            worth.add(new Worth(Kind.POWER, OptionalInt.empty(),
                    answer.prices().perWatt() * WATTS_PER_KILOWATT / LOSSES_PER_UNIT,
                    gain(answer, capacity.withMore(0, WATTS_PER_KILOWATT))));
        }
        if (capacity.cents() < Capacity.UNLIMITED) {
            worth.add(new Worth(Kind.BUDGET, OptionalInt.empty(),
                    answer.prices().perCent() * CENTS_PER_THOUSAND_USD / LOSSES_PER_UNIT,
                    gain(answer, capacity.withMore(CENTS_PER_THOUSAND_USD, 0))));
        }
        return worth;
    }

    /** What the best plan gains with more, solved again where both answers can be proved at once. */
    private double gain(FleetAnswer answer, Capacity more) {
        Fleet fleet = answer.fleet();
        if (!answer.isOptimal() || fleet.workloads().size() > MOST_SOLVED_AGAIN || fleet.capacity().slots() > 1) {
            return Double.NaN;
        }
        FleetAnswer larger = new FleetSolver(options).solve(fleet.with(more));
        return larger.isOptimal() ? (answer.loss() - larger.loss()) / LOSSES_PER_UNIT : Double.NaN;
    }
}
