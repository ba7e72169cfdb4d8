package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shardplan.fleet.SideRule;
import org.shardplan.fleet.SideRule.After;
import org.shardplan.fleet.SideRule.Apart;
import org.shardplan.fleet.explain.Room.More;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.explain.Weighed;
import org.shardplan.fleet.planner.Alternative;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.report.page.Figures;

/** Where a workload of a fleet stands and why, in words. */
public final class StandingWords {

    private static final double NOTHING = 0.005;

    private final FleetSolution solution;

    public StandingWords(FleetSolution solution) {
        this.solution = solution;
    }

    /** {@code 36 nodes of H100-SXM-80, 288 GPUs, 521 hours, $344,000}, or that it is left out. */
    public String place(int workload) {
        return solution.run(workload).map(run -> place(workload, run)).orElse("left out");
    }

    private String place(int workload, Run run) {
        boolean timed = solution.problem().goal().horizon().slotHours().isPresent();
        return nodes(run) + ", " + Figures.count(run.gpus(), "GPU", "GPUs") + ", " + Figures.number(run.hours())
                + " hours" + (timed ? " from hour " + Figures.number(solution.startHours(workload)) : "")
                + (Double.isFinite(run.usd()) ? ", " + Figures.usd(run.usd()) : "");
    }

    /** {@code 36 nodes of H100-SXM-80}. */
    public String nodes(Run run) {
        return Figures.count(run.nodes(), "node", "nodes") + " of " + solution.pool(run).name();
    }

    /** Why it has this run and none of the others. */
    public List<String> why(Placed placed) {
        List<String> why = new ArrayList<>();
        Optional<Weighed> cheaper = placed.others().stream().filter(other -> other.alternative().more() < -NOTHING)
                .findFirst();
        int runs = placed.others().size() + 1;
        why.addAll(runs == 1 ? List.of("the only run it has") : cheaper.map(this::traded)
                .orElse(List.of("none of its " + Figures.count(runs) + " runs counts less for itself")));
        why.add("its place is worth " + amount(placed.taken()) + " to the others at the prices of the bound");
        if (!Double.isNaN(placed.gain())) {
            why.add(placed.gain() > NOTHING ? "without it they would count " + amount(placed.gain())
                    + " less, solved again" : "without it they would count no less, solved again");
        }
        return why;
    }

    private List<String> traded(Weighed cheaper) {
        double taken = cheaper.alternative().taken();
        List<String> broken = broken(cheaper.alternative());
        return List.of(nodes(cheaper.alternative().run()) + " would count " + amount(-cheaper.alternative().more())
                + " less for itself", !broken.isEmpty() ? "but " + String.join(", and ", broken)
                : taken < 0 ? "but no better plan with it was found"
                        : "but take " + amount(taken) + " more from the others");
    }

    /** The rules between workloads that keep a run out as long as the others stay where they are. */
    public List<String> broken(Alternative alternative) {
        return alternative.broken().stream().map(this::words).toList();
    }

    /** What a rule between workloads demands. */
    String words(SideRule rule) {
        return rule instanceof Apart apart
                ? name(apart.one()) + " and " + name(apart.other()) + " must not share a pool"
                : name(((After) rule).later()) + " must not start before " + name(((After) rule).earlier())
                        + " has ended";
    }

    private String name(int workload) {
        return solution.offers().get(workload).workload().name();
    }

    /** Why it is left out, and what would make room. */
    public List<String> why(LeftOut leftOut) {
        List<String> why = new ArrayList<>(List.of("Leaving it out counts " + amount(leftOut.counted()) + ": "
                + AbsenceWords.of(solution, leftOut.workload())));
        leftOut.room().runs().ifPresent(runs -> why.add("Solved again with all of that: "
                + (runs ? "it runs." : "another plan is still better.")));
        if (leftOut.room().runs().isPresent()) {
            why.add(leftOut.room().alone().isEmpty()
                    ? "More of one limit alone would not make room beside all that run."
                    : "More of one limit alone would make room beside all that run, which may move: "
                            + leftOut.room().alone().stream().map(this::words).collect(Collectors.joining("; or "))
                            + ".");
        }
        return why;
    }

    private String words(More more) {
        String amount = switch (more.kind()) {
            case INVENTORY -> Figures.count(Math.round(more.amount()), "more node", "more nodes") + " of "
                    + solution.problem().cluster().pools().get(more.pool().orElseThrow()).name();
            case POWER -> Figures.number(more.amount()) + " kW more power";
            case BUDGET -> Figures.usd(more.amount()) + " more budget";
        };
        return amount + (more.runs() ? ", then it runs" : ", but then another plan is still better");
    }

    /** Who would not run if a workload had another run, and which rules keep it from having it now. */
    public List<String> consequences(Weighed weighed) {
        List<String> consequences = new ArrayList<>();
        if (!weighed.pushedOut().isEmpty()) {
            consequences.add(weighed.pushedOut().stream().map(this::name)
                    .collect(Collectors.joining(", ", "without ", "")));
        }
        consequences.addAll(broken(weighed.alternative()));
        return consequences;
    }

    /** What all together count more with a run, where that was solved again. */
    public String together(Weighed weighed) {
        return !weighed.isSolvedAgain() ? "not solved" : !weighed.isPossible() ? "impossible"
                : signed(weighed.together());
    }

    /** An amount in the unit of the objective, with its sign; of throughput, what is missed. */
    public String signed(double value) {
        return Math.abs(value) < NOTHING ? amount(0) : (value < 0 ? "-" : "+") + amount(Math.abs(value));
    }

    private String amount(double value) {
        return FleetWorth.amount(solution.problem(), value);
    }
}
