package org.shardplan.fleet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
import org.shardplan.problem.Cluster;
import org.shardplan.problem.ServingGoal;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.solver.Relaxed;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.fleet.planner.Run.ServingRun;
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
        Map<String, Place> runs = Map.of("a", new Place(pool, largest.gpus(), 0));
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
    void anEndpointOnFewNodesIsTheBestOfTheWholePool() {
        String large = FleetTexts.WHOLE.replace("\"count\": 32", "\"count\": 64");
        FleetProblem problem = FleetTexts.fleet(large);
        ServingProblem endpoint = (ServingProblem) problem.workloads().get(1).question();
        ServingProblem alone = endpoint.with(new Cluster(List.of(problem.cluster().pools().get(0))))
                .with(new ServingGoal(ServingObjective.COST, endpoint.goal().limits(), endpoint.goal().allowed()));
        ServingRun offered = (ServingRun) solve(large).offers().get(1).runs().get(0);
        ServingEstimate best = new ServingSolver().prove(alone).best().orElseThrow();
        assertThat(offered.estimate().layout()).isEqualTo(best.layout());
        assertThat(offered.estimate().times()).isEqualTo(best.times());
    }

    /** Two replicas of three GPUs go into a node of eight, so five take three nodes though they are 15 GPUs. */
    @Test
    void replicasThatFitNoNodeTogetherTakeNodesOfTheirOwn() {
        Run run = solve(FleetTexts.WHOLE.replace("\"engine\": \"vllm\"", """
                "engine": "vllm", "allow": {"tp": [1], "pp": [3], "disaggregation": [false], "mixedShapes": false}""")
                .replace("\"requestsPerSecond\": 5", "\"requestsPerSecond\": 300")).offers().get(1).runs().get(0);
        int replicas = run.gpus() / 3;
        assertThat(replicas).isGreaterThan(2).isOdd();
        assertThat(run.nodes()).isEqualTo((replicas + 1) / 2);
    }

    /** Nodes are paid whole: where the fewest GPUs leave some of a node idle, the fewest nodes are offered, too. */
    @Test
    void anEndpointIsOfferedOnTheFewestNodesThatWillDo() {
        int better = 0;
        for (int rate : new int[] {300, 350, 480, 500}) {
            FleetSolution solution = solve(FleetTexts.WHOLE.replace("\"engine\": \"vllm\"", """
                    "engine": "vllm", "allow": {"tp": [1], "pp": [3, 4], "disaggregation": [false],
                    "mixedShapes": false}""").replace("\"requestsPerSecond\": 5", "\"requestsPerSecond\": " + rate));
            List<Run> runs = solution.offers().get(1).runs();
            int fewest = runs.stream().mapToInt(Run::nodes).min().orElseThrow();
            ServingProblem endpoint = (ServingProblem) solution.problem().workloads().get(1).question();
            assertThat(isAnswered(endpoint, solution, fewest)).isTrue();
            assertThat(isAnswered(endpoint, solution, fewest - 1)).isFalse();
            better += fewest < runs.get(0).nodes() ? 1 : 0;
        }
        assertThat(better).isPositive();
    }

    private static boolean isAnswered(ServingProblem endpoint, FleetSolution solution, int nodes) {
        Cluster pool = new Cluster(List.of(solution.problem().cluster().pools().get(0)));
        ServingProblem alone = Relaxed.counts(endpoint.with(pool), all -> 8 * nodes);
        return nodes > 0 && new ServingSolver().prove(alone).best().isPresent();
    }

    @Test
    void elsewhereAWorkloadOrTheOthersWouldPayMore() {
        FleetSolution both = solve(FleetTexts.SMALL.replace("\"pools\": [",
                "\"pools\": [{\"gpu\": \"A100-SXM-80\", \"count\": 32, \"interNodeGBps\": 25}, "));
        assertThat(both.isOptimal()).isTrue();
        for (int workload = 0; workload < 3; workload++) {
            int own = both.run(workload).orElseThrow().pool();
            assertThat(Alternative.onOtherPools(both, workload)).isNotEmpty().allSatisfy(other -> {
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
