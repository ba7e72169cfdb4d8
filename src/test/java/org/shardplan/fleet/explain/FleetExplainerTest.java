package org.shardplan.fleet.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.shardplan.fleet.Draw.Kind;
import org.shardplan.fleet.explain.Room.More;
import org.shardplan.fleet.explain.Standing.LeftOut;
import org.shardplan.fleet.explain.Standing.Placed;
import org.shardplan.fleet.planner.Absence.Reason;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.fleet.planner.RunningPlan.Place;
import org.shardplan.io.problem.FleetTexts;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

class FleetExplainerTest {

    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10));
    private static final FleetSolution SMALL = solve(FleetTexts.SMALL);
    private static final FleetExplanation EXPLANATION = explain(SMALL, Optional.empty());

    private static FleetSolution solve(String text) {
        return new FleetPlanner(OPTIONS).solve(FleetTexts.fleet(text));
    }

    private static FleetExplanation explain(FleetSolution solution, Optional<RunningPlan> given) {
        return new FleetExplainer(solution, Deadline.never()).explain(index -> true, given);
    }

    private static LeftOut leftOut(String text, int workload) {
        return (LeftOut) explain(solve(text), Optional.empty()).standings().get(workload);
    }

    @Test
    void aWorkloadLeftOutIsToldOneMoreNodeWithWhichItRuns() {
        LeftOut leftOut = (LeftOut) EXPLANATION.standings().get(2);
        assertThat(leftOut.absence().reason()).isEqualTo(Reason.NO_ROOM);
        assertThat(leftOut.room()).isEqualTo(new Room(Optional.of(true),
                List.of(new More(Kind.INVENTORY, OptionalInt.of(0), 1, true))));
        FleetSolution larger = solve(FleetTexts.SMALL.replace("\"count\": 16", "\"count\": 24"));
        assertThat(larger.run(2)).isPresent();
    }

    @Test
    void runningItAnywayPushesAnotherOutAndCostsWhatSolvingAgainSays() {
        Weighed cheapest = EXPLANATION.standings().get(2).others().get(0);
        assertThat(cheapest.pushedOut()).hasSize(1);
        assertThat(cheapest.together()).isPositive();
        double out = SMALL.counted(cheapest.pushedOut().get(0));
        assertThat(cheapest.pushedOut().get(0)).isNotEqualTo(2);
        assertThat(SMALL.run(cheapest.pushedOut().get(0))).isPresent();
        assertThat(out).isPositive();
    }

    @Test
    void withoutAPlacedWorkloadTheOneLeftOutRuns() {
        Placed placed = (Placed) EXPLANATION.standings().get(1);
        double onOneNode = SMALL.offers().get(2).runs().stream().filter(run -> run.nodes() == 1)
                .mapToDouble(Run::usd).sum();
        assertThat(placed.gain()).isCloseTo(SMALL.counted(2) - onOneNode, Offset.offset(0.02));
    }

    @Test
    void noOtherRunOfAProvedPlanIsBetterForAllTogether() {
        assertThat(EXPLANATION.standings()).flatExtracting(Standing::others)
                .allSatisfy(weighed -> assertThat(weighed.together()).isGreaterThanOrEqualTo(0));
    }

    @Test
    void limitsAreToldWithWhatIsTaken() {
        LimitUse nodes = EXPLANATION.limits().get(0);
        assertThat(nodes.used()).isEqualTo(2);
        assertThat(nodes.available()).isEqualTo(2);
        assertThat(nodes.isBroken()).isFalse();
    }

    @Test
    void whereTheBudgetIsTooSmallForAnythingNobodyElseIsBlamed() {
        LeftOut poor = leftOut(FleetTexts.SMALL.replace("\"version\": 1,",
                "\"version\": 1, \"limits\": {\"budgetUsd\": 5},"), 0);
        assertThat(poor.absence().reason()).isEqualTo(Reason.OVER_LIMITS);
        assertThat(poor.absence().missing().orElseThrow().usd()).isPositive();
        assertThat(poor.room().alone()).singleElement().satisfies(more -> {
            assertThat(more.kind()).isEqualTo(Kind.BUDGET);
            assertThat(more.amount()).isCloseTo(poor.absence().missing().get().usd(), Offset.offset(0.01));
        });
    }

    @Test
    void aModelTooLargeForEveryPoolFitsNowhere() {
        assertThat(leftOut(FleetTexts.SMALL.replace("Llama-3.1-8B\", \"priority\": \"high\"",
                "Llama-3.1-405B\", \"priority\": \"high\""), 0).absence().reason()).isEqualTo(Reason.FITS_NOWHERE);
    }

    private static Judgement judged(Map<String, Place> places) {
        return explain(SMALL, Optional.of(new RunningPlan(places, OptionalDouble.empty()))).judgement().orElseThrow();
    }

    @Test
    void aPlanThatTakesTooMuchIsRejectedByTheLimitItBreaks() {
        Place node = new Place("H100-SXM-80", 8, 0);
        Judgement judgement = judged(Map.of("a", node, "b", node, "c", node));
        assertThat(judgement.isFeasible()).isFalse();
        assertThat(judgement.limits().get(0).isBroken()).isTrue();
        assertThat(judgement.different()).containsExactly(2);
    }

    @Test
    void aWorsePlanIsToldByHowMuch() {
        Judgement judgement = judged(Map.of("a", new Place("H100-SXM-80", 8, 0)));
        assertThat(judgement.isFeasible()).isTrue();
        double cheapest = SMALL.offers().get(1).runs().stream().mapToDouble(Run::usd).min().orElseThrow();
        assertThat(judgement.more()).isCloseTo(
                8 * cheapest - SMALL.run(1).orElseThrow().usd(), Offset.offset(0.1));
        assertThat(judgement.different()).containsExactly(1);
    }

    @Test
    void aRunThatIsNoneToChooseFromIsNamed() {
        assertThat(judged(Map.of("a", new Place("H100-SXM-80", 7, 0))).unknown()).containsExactly(0);
    }
}
