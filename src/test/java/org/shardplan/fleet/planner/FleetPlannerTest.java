package org.shardplan.fleet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.fleet.planner.Run.TrainingRun;
import org.shardplan.fleet.planner.RunningPlan.Place;
import org.shardplan.io.problem.FleetTexts;
import org.shardplan.problem.FleetProblem;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class FleetPlannerTest {

    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.BOTH, 1, 0, Duration.ofMinutes(10));

    private static FleetSolution solve(String text) {
        return new FleetPlanner(OPTIONS).solve(FleetTexts.fleet(text));
    }

    private static final FleetSolution SMALL = solve(FleetTexts.SMALL);

    @Test
    void whatTwoNodesCannotHoldIsLeftOutAndToldWhatWouldMakeRoom() {
        assertThat(SMALL.isOptimal()).isTrue();
        assertThat(SMALL.run(0)).isPresent();
        assertThat(SMALL.run(1)).isPresent();
        assertThat(SMALL.run(2)).isEmpty();
        Shortage shortage = new Shortages(SMALL).of(2).orElseThrow();
        assertThat(shortage.nodes()).isEqualTo(1);
        assertThat(shortage.usd()).isZero();
    }

    @Test
    void withWhatWouldMakeRoomItRuns() {
        FleetSolution larger = solve(FleetTexts.SMALL.replace("\"count\": 16", "\"count\": 24"));
        assertThat(larger.answer().plan().placed()).isEqualTo(3);
    }

    @Test
    void oneMoreNodeBringsWhatSolvingAgainSays() {
        FleetSolution larger = solve(FleetTexts.SMALL.replace("\"count\": 16", "\"count\": 24"));
        Worth node = SMALL.worth().get(0);
        assertThat(node.isSolvedAgain()).isTrue();
        double leftOut = SMALL.answer().fleet().workloads().get(2).lossUnplaced() / 100.0;
        assertThat(node.gain()).isCloseTo(SMALL.value() + leftOut - larger.value(), Offset.offset(0.05));
    }

    @Test
    void everyOfferedLayoutKeepsTheRulesAndTheCheapestIsTheBestAnswerByItself() {
        FleetProblem problem = SMALL.problem();
        Problem alone = (Problem) problem.workloads().get(0).question();
        Goal goal = new Goal(Objective.COST, alone.goal().limits(), alone.goal().allowed());
        double least = new LayoutSolver().solve(alone.with(goal), OPTIONS).best().orElseThrow().run().costUsd();
        double offered = SMALL.offers().get(0).runs().stream()
                .mapToDouble(run -> ((TrainingRun) run).estimate().run().costUsd()).min().orElseThrow();
        assertThat(offered).isCloseTo(least, Offset.offset(1e-6 * least));
        for (Run run : SMALL.offers().get(0).runs()) {
            Estimate estimate = ((TrainingRun) run).estimate();
            Candidate candidate = new Candidate(new LayoutEstimator(alone), estimate.layout());
            assertThat(RuleBook.standard().isFeasible(candidate)).isTrue();
        }
    }

    @Test
    void whatRunsStaysWhereChangesAreDear() {
        Run largest = SMALL.offers().get(0).runs().stream()
                .max((a, b) -> Integer.compare(a.nodes(), b.nodes())).orElseThrow();
        String pool = SMALL.pool(largest).name();
        Map<String, Place> runs = Map.of("a", new Place(pool, largest.gpus()));
        FleetSolution kept = new FleetPlanner(OPTIONS).solve(SMALL.problem(),
                Optional.of(new RunningPlan(runs, OptionalDouble.of(1e6))));
        assertThat(kept.run(0).orElseThrow().gpus()).isEqualTo(largest.gpus());
        FleetSolution free = new FleetPlanner(OPTIONS).solve(SMALL.problem(),
                Optional.of(new RunningPlan(runs, OptionalDouble.of(0))));
        assertThat(free.run(0).orElseThrow().gpus()).isEqualTo(SMALL.run(0).orElseThrow().gpus());
        assertThat(kept.changes()).hasValue(0L);
        assertThat(free.changes()).hasValue(1L);
    }

    @Test
    void onAGridTrainingsRunOneAfterTheOther() {
        FleetSolution grid = solve(FleetTexts.SMALL.replace("\"version\": 1,", "\"version\": 1, \"slotHours\": 24,"));
        assertThat(grid.answer().plan().placed()).isEqualTo(3);
        assertThat(grid.startHours(0) + grid.startHours(1) + grid.startHours(2)).isPositive();
    }

    @Test
    void endpointsAreOfferedOnEveryPoolThatKeepsTheirServiceLevels() {
        FleetSolution both = solve(FleetTexts.WHOLE);
        assertThat(both.offers().get(1).runs()).extracting(Run::pool).containsExactly(0, 1);
        assertThat(both.offers().get(1).runs()).allSatisfy(run -> assertThat(run.hours()).isEqualTo(336));
        assertThat(both.run(1)).as("an endpoint that runs all the time cannot start after a training").isEmpty();
    }

    @Test
    void elsewhereAWorkloadOrTheOthersWouldPayMore() {
        FleetSolution both = solve(FleetTexts.SMALL.replace("\"pools\": [",
                "\"pools\": [{\"gpu\": \"A100-SXM-80\", \"count\": 32, \"interNodeGBps\": 25}, "));
        assertThat(both.isOptimal()).isTrue();
        for (int workload = 0; workload < 3; workload++) {
            int own = both.run(workload).orElseThrow().pool();
            assertThat(Elsewhere.of(both, workload)).isNotEmpty().allSatisfy(other -> {
                assertThat(other.run().pool()).isNotEqualTo(own);
                assertThat(Math.max(other.more(), other.taken())).isPositive();
            });
        }
    }

    @Test
    void aModelTooLargeForEveryPoolFitsNowhereForAReason() {
        FleetSolution large = solve(FleetTexts.SMALL.replace("Llama-3.1-8B\", \"priority\": \"high\"",
                "Llama-3.1-405B\", \"priority\": \"high\""));
        assertThat(large.offers().get(0).runs()).isEmpty();
        assertThat(large.offers().get(0).obstacle()).hasValueSatisfying(
                sentence -> assertThat(sentence).contains("GiB"));
        assertThat(large.run(1)).isPresent();
    }
}
