package org.shardplan.mixed.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.ServedPlan.Numbers;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.rule.RuleBook;
import org.shardplan.serving.estimate.PipelineEstimator;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.solver.Answer.Status;
import org.shardplan.space.Deadline;

class MixedServingPlannerTest {

    private static final double SAME = 1e-9;
    private static final String REQUESTS = ", 'inputTokens': 2000, 'outputTokens': 200";
    private static final String L40S_AND_A100 = "{'gpu': 'L40S', 'count': 8, 'gpusPerNode': 4, 'interNodeGBps': 3.1},"
            + "{'gpu': 'A100-SXM-40', 'count': 4, 'gpusPerNode': 4, 'interNodeGBps': 3.1}";

    private static MixedServingAnswer solve(MixedServingProblem problem) {
        return MixedServingPlanner.solve(problem, Deadline.after(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `` | cost-per-million-tokens | ``
            `` | throughput | ``
            `` | latency | ``
            , 'concurrency': 6 | cost-per-million-tokens | , 'limits': {'budgetUsdPerHour': 3.5}
            , 'concurrency': 3, 'ttftMs': 2000, 'tpotMs': 60 | cost | ``
            , 'concurrency': 6, 'tpotMs': 55, 'percentile': 90 | throughput-per-gpu | ``
            , 'requestsPerSecond': 0.2 | latency | ``
            , 'requestsPerSecond': 0.2, 'endToEndMs': 25000 | energy | ``
            , 'concurrency': 6 | gpu-count | , 'limits': {'maxGpus': 2}
            , 'concurrency': 6 | latency | , 'limits': {'useAll': true}
            , 'concurrency': 6, 'tpotMs': 5 | latency | ``
            `` | throughput | , 'limits': {'memoryReserveGiB': 36}
            """)
    void theAnswerIsTheBestOfAllPipelines(String workload, String objective, String more) {
        assertBest(MixedServingProblems.read(MixedServingProblems.SMALL_MODEL, REQUESTS + workload,
                MixedServingProblems.SMALL_POOLS, ", 'objective': '" + objective + "', 'allow': {'maxBatch': "
                        + "[1, 2, 3, 6, 9, 40]}" + more));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theAnswerToAGeneratedProblemIsTheBestOfAllPipelines(long seed) {
        assertBest(GeneratedServing.of(seed));
    }

    private static void assertBest(MixedServingProblem problem) {
        MixedServingAnswer answer = solve(problem);
        Optional<ServingEstimate> expected = EveryServedPipeline.of(problem).best();
        assertThat(answer.isProved()).isTrue();
        if (expected.isEmpty()) {
            assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
            return;
        }
        ServingScore best = ServingScore.of(answer.best().orElseThrow());
        ServingScore least = ServingScore.of(expected.get());
        assertThat(best.loss()).isCloseTo(least.loss(), within(SAME * Math.abs(least.loss())));
        assertThat(best.tie()).isCloseTo(least.tie(), within(SAME * Math.abs(least.tie())));
        assertThat(answer.bound()).isCloseTo(least.loss(), within(SAME * Math.abs(least.loss())));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void noBoundIsAboveAPipelineOfItsPlan(long seed) {
        MixedServingProblem problem = GeneratedServing.of(seed);
        PipelineEstimator estimator = new PipelineEstimator(problem.serving());
        StageRoom room = new StageRoom(estimator);
        for (ServingEstimate estimate : EveryServedPipeline.of(problem).feasible()) {
            Pipeline layout = (Pipeline) estimate.layout();
            ServingEstimate atBest = new PlanSearch(estimator, room, plan(layout)).atBest().orElseThrow();
            double loss = ServingScore.of(estimate).loss();
            Times least = atBest.times().planned();
            Times times = estimate.times().planned();
            assertThat(ServingScore.of(atBest).loss()).as(layout.toString())
                    .isLessThanOrEqualTo(loss + SAME * Math.abs(loss));
            assertThat(least.ttftMs()).isLessThanOrEqualTo(above(times.ttftMs()));
            assertThat(least.tpotMs()).isLessThanOrEqualTo(above(times.tpotMs()));
            assertThat(least.endToEndMs()).isLessThanOrEqualTo(above(times.endToEndMs()));
            assertThat(estimate.flow().requestsPerSecond())
                    .isLessThanOrEqualTo(above(atBest.flow().requestsPerSecond()));
        }
    }

    private static double above(double value) {
        return value * (1 + SAME);
    }

    private static ServedPlan plan(Pipeline layout) {
        List<StageGroup> groups = new ArrayList<>();
        for (ServedStage stage : layout.stages()) {
            int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).pool() == stage.pool()) {
                groups.set(last, new StageGroup(stage.pool(), stage.tensor(), stage.expert(),
                        groups.get(last).stages() + 1));
            } else {
                groups.add(new StageGroup(stage.pool(), stage.tensor(), stage.expert(), 1));
            }
        }
        return new ServedPlan(new Numbers(layout.formats(), layout.batching().chunkTokens()), groups);
    }

    @Test
    void theAnswerBreaksNoRuleAndHoldsAllLayers() {
        MixedServingProblem problem = MixedServingProblems.read("'Llama-3.1-70B'",
                REQUESTS + ", 'concurrency': 32, 'ttftMs': 5000, 'tpotMs': 100", L40S_AND_A100,
                ", 'objective': 'throughput'");
        MixedServingAnswer answer = solve(problem);
        Pipeline layout = (Pipeline) answer.best().orElseThrow().layout();
        RuleBook<ServingCandidate> rules = ServingRules.book();
        assertThat(answer.isProved()).isTrue();
        assertThat(rules.violations(new ServingCandidate(new ServingEstimator(problem.serving()), layout))).isEmpty();
        assertThat(layout.stages().stream().mapToInt(ServedStage::layers).sum()).isEqualTo(80);
        assertThat(layout.pools()).isEqualTo(2);
    }

    /** What vLLM asks for can be asked for. */
    @Test
    void allStagesHaveTheSameTensorDegreeWhereOnlyOneIsAllowed() {
        MixedServingProblem problem = MixedServingProblems.read("'Llama-3.1-70B'", REQUESTS + ", 'concurrency': 32",
                L40S_AND_A100, ", 'objective': 'latency', 'allow': {'tp': [4], 'pp': [3]}");
        Pipeline layout = (Pipeline) solve(problem).best().orElseThrow().layout();
        assertThat(layout.stages()).hasSize(3).allSatisfy(stage -> assertThat(stage.tensor()).isEqualTo(4));
    }

    @Test
    void withoutTimeTheBoundHoldsAllTheSame() {
        MixedServingProblem problem = MixedServingProblems.read("'Llama-3.1-70B'", REQUESTS + ", 'concurrency': 32",
                L40S_AND_A100, ", 'objective': 'throughput'");
        MixedServingAnswer early = MixedServingPlanner.solve(problem, Deadline.after(Duration.ZERO));
        assertThat(early.isProved()).isFalse();
        assertThat(early.boundValue())
                .isGreaterThanOrEqualTo(solve(problem).best().orElseThrow().tokensPerSecond());
    }

    @Test
    void whatLimitsRejectIsToldWithTheNearest() {
        MixedServingAnswer answer = solve(MixedServingProblems.read("'Llama-3.1-70B'",
                REQUESTS + ", 'concurrency': 32, 'tpotMs': 5", L40S_AND_A100, ""));
        assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(answer.obstacles()).anySatisfy(obstacle -> {
            assertThat(obstacle.nearest().rule()).isEqualTo("tpot");
            assertThat(obstacle.nearest().message()).contains("the service level allows 5.0");
        });
    }
}
