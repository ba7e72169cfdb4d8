package org.shardplan.io.solution;

import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.Judgement;
import org.shardplan.fleet.explain.LimitUse;
import org.shardplan.fleet.explain.Room.More;
import org.shardplan.fleet.explain.Standing;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.explain.Weighed;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.io.json.JsonText;

/** Why the plan of a fleet is as it is, as {@code #/$defs/fleetExplanation} of the solution schema describes it. */
public final class FleetExplanationDocument {

    private final FleetExplanation explanation;
    private final FleetSolution solution;
    private final FleetSection section;
    private final JsonText json;

    private FleetExplanationDocument(FleetExplanation explanation, JsonText json) {
        this.explanation = explanation;
        this.solution = explanation.solution();
        this.section = new FleetSection(solution, json);
        this.json = json;
    }

    /** The document of an explanation. */
    public static String of(FleetExplanation explanation) {
        return JsonText.of(json -> new FleetExplanationDocument(explanation, json).write());
    }

    private void write() {
        section.question(Optional.empty());
        section.verdict();
        section.objective();
        explanation.judgement().ifPresent(judgement -> json.object("given", ignored -> given(judgement)));
        json.objects("limits", explanation.limits(), limit -> {
            use(limit);
            section.price(limit.worth());
        });
        json.objects("workloads", explanation.standings(), this::standing);
        json.texts("assumptions", solution.problem().assumptions());
    }

    private void given(Judgement judgement) {
        json.text("verdict", judgement.isFeasible() ? "feasible" : "rejected");
        json.number("more", judgement.more());
        json.objects("brokenLimits", judgement.limits().stream().filter(LimitUse::isBroken).toList(), this::use);
        json.count("brokenRules", judgement.brokenRules().size());
        json.texts("unknownRuns", names(judgement.unknown()));
        json.texts("different", names(judgement.different()));
    }

    private List<String> names(List<Integer> workloads) {
        return workloads.stream().map(workload -> solution.offers().get(workload).workload().name()).toList();
    }

    private void use(LimitUse limit) {
        section.limit(limit.worth().kind(), limit.worth().pool());
        json.number("used", limit.used());
        json.number("available", limit.available());
    }

    private void standing(Standing standing) {
        json.text("workload", solution.offers().get(standing.workload()).workload().name());
        solution.run(standing.workload()).ifPresent(run -> json.object("run", ignored -> {
            run(run);
            json.number("startHours", solution.startHours(standing.workload()));
        }));
        if (standing instanceof Placed placed) {
            json.number("takenFromOthers", placed.taken());
            json.number("othersGainWithout", placed.gain());
        } else if (standing instanceof LeftOut leftOut) {
            json.object("leftOut", ignored -> leftOut(leftOut));
        }
        json.objects("otherRuns", standing.others(), this::weighed);
    }

    private void run(Run run) {
        section.where(run);
        json.number("hours", run.hours());
        json.number("costUsd", run.usd());
    }

    private void leftOut(LeftOut leftOut) {
        json.number("counts", leftOut.counted());
        section.absence(leftOut.workload());
        leftOut.room().runs().ifPresent(runs -> json.flag("thenRuns", runs));
        json.objects("wouldMakeRoom", leftOut.room().alone(), this::more);
    }

    private void more(More more) {
        section.limit(more.kind(), more.pool());
        json.number("more", more.amount());
        json.flag("thenRuns", more.runs());
    }

    private void weighed(Weighed weighed) {
        run(weighed.alternative().run());
        json.number("moreForItself", weighed.alternative().more());
        json.number("moreTakenFromOthers", weighed.alternative().taken());
        json.flag("keptOutByRule", !weighed.alternative().broken().isEmpty());
        if (weighed.isSolvedAgain()) {
            json.flag("possible", weighed.isPossible());
        }
        json.number("moreTogether", weighed.together());
        json.texts("leavesOut", names(weighed.pushedOut()));
    }
}
