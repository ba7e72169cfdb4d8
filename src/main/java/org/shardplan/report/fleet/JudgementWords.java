package org.shardplan.report.fleet;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.fleet.explain.Judgement;
import org.shardplan.fleet.explain.LimitUse;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.report.page.Page;

/** What is to be said about a plan that was given, beside the best one found. */
public final class JudgementWords {

    private final Judgement judgement;
    private final FleetSolution best;

    public JudgementWords(Judgement judgement, FleetSolution best) {
        this.judgement = judgement;
        this.best = best;
    }

    static void write(Judgement judgement, FleetSolution best, Page page) {
        JudgementWords words = new JudgementWords(judgement, best);
        page.fact("Given plan", judgement.isFeasible() ? page.style().good("feasible") : page.style().bad("rejected"),
                words.standing().toArray(String[]::new));
        words.broken().forEach(sentence -> page.words("Breaks", sentence));
        words.differences().forEach(difference -> page.words("Differs", difference));
        page.blank();
    }

    /** How much more or less it counts than the best plan found; nothing if it cannot run. */
    public List<String> standing() {
        String more = FleetWorth.amount(best.problem(), Math.abs(judgement.more()));
        if (!judgement.isFeasible()) {
            return List.of();
        }
        return judgement.more() == 0 ? List.of("it counts the same as the best plan found")
                : List.of(more + (judgement.more() > 0 ? " more" : " less") + " than the best plan found",
                        "what is left out included");
    }

    /** Every limit and rule it breaks, a sentence each. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (LimitUse limit : judgement.limits()) {
            if (limit.isBroken()) {
                broken.add("It takes " + FleetLimits.figure(limit.worth(), limit.used()) + " of the "
                        + FleetLimits.figure(limit.worth(), limit.available()) + " there are: "
                        + FleetLimits.name(limit.worth(), best.problem()) + ".");
            }
        }
        judgement.brokenRules().forEach(rule -> broken.add(new StandingWords(best).words(rule) + "."));
        judgement.unknown().forEach(workload -> broken.add("The run of " + name(workload) + " is none to choose from: "
                + "it breaks a rule of its own, or another is as good in everything."));
        return broken;
    }

    /** Where workloads run otherwise than in the best plan found. */
    public List<String> differences() {
        return judgement.different().stream().map(this::difference).toList();
    }

    private String difference(int workload) {
        StandingWords words = new StandingWords(best);
        return name(workload) + ": " + new StandingWords(judgement.given()).place(workload)
                + "; in the best plan found " + words.place(workload) + ".";
    }

    private String name(int workload) {
        return best.offers().get(workload).workload().name();
    }
}
