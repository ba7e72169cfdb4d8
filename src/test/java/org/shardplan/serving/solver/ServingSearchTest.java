package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Status;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class ServingSearchTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> OBJECTIVES = List.of("cost-per-million-tokens", "cost", "latency", "throughput",
            "throughput-per-gpu", "gpu-count", "energy");
    /** Estimates find their own balance by bisection, to a millionth. */
    private static final double CLOSE = 2e-6;
    /** Of batches, a few are enough to see whether the best is found. */
    private static final String FEW = "'maxBatch': [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144], 'chunkTokens': [2048]";

    static List<ServingProblem> problems() {
        List<ServingProblem> problems = new ArrayList<>();
        for (String objective : OBJECTIVES) {
            problems.add(small(", 'requestsPerSecond': 3, 'tpotMs': 14, 'ttftMs': 400", objective));
            problems.add(small(", 'requestsPerSecond': 9, 'tpotMs': 20, 'percentile': 95, 'lengthVariation': 1,"
                    + " 'levelConfidencePercent': 90", objective));
            problems.add(small(", 'concurrency': 40, 'tpotMs': 13, 'ttftMs': 3000", objective));
            problems.add(small(", 'concurrency': 40, 'outputTokens': 1", objective));
            problems.add(small(", 'requestsPerSecond': 30, 'outputTokens': 8, 'ttftMs': 2000", objective));
            problems.add(small(", 'concurrency': 6, 'endToEndMs': 6000, 'percentile': 90", objective));
            problems.add(small(", 'tpotMs': 15, 'ttftMs': 600", objective));
            problems.add(small("", objective));
        }
        return problems;
    }

    /** All layouts that keep up serve the same, so the shortest request decides among thousands. */
    @Test
    void whereARateIsKeptByEveryLayoutTheShortestRequestWinsAndIsProvedByBounds() {
        ServingProblem problem = small(", 'requestsPerSecond': 2", "throughput", "'chunkTokens': [2048]");
        ServingBruteForce all = new ServingBruteForce(problem);
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.EXACT));
        assertThat(answer.best().orElseThrow().times().mean().endToEndMs())
                .isCloseTo(all.best().orElseThrow().times().mean().endToEndMs(), withinPercentage(0.001));
        assertThat(answer.proof().layoutsEvaluated()).isLessThan(answer.proof().layoutsInSpace() / 3);
    }

    private static ServingProblem small(String workload, String objective) {
        return small(workload, objective, FEW);
    }

    private static ServingProblem small(String workload, String objective, String allow) {
        return TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'serving',"
                + " 'inputTokens': 2000" + (workload.contains("outputTokens") ? "" : ", 'outputTokens': 500")
                + workload + "}, 'cluster': {'pools': ["
                + "{'gpu': 'H100-SXM-80', 'count': 3}, {'gpu': 'L40S-48', 'count': 2}]}, 'objective': '" + objective
                + "', 'allow': {" + allow + "}}");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theExactSearchFindsWhatBruteForceFinds(ServingProblem problem) {
        ServingBruteForce all = new ServingBruteForce(problem);
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.EXACT));
        assertThat(answer.proof().layoutsInSpace()).isEqualTo(all.layouts());
        assertThat(answer.best().isPresent()).isEqualTo(all.best().isPresent());
        all.best().ifPresent(best -> assertThat(loss(answer.best().orElseThrow()))
                .as("%s, brute force %s", answer.best().orElseThrow().layout(), best.layout())
                .isCloseTo(loss(best), within(CLOSE * Math.abs(loss(best)))));
    }

    /** Fewer sequences run on average than may, so what may run is no bound on what does. */
    static List<ServingProblem> withFewBatches() {
        List<ServingProblem> problems = new ArrayList<>();
        for (String objective : OBJECTIVES) {
            for (String load : List.of(
                    ", 'requestsPerSecond': 4", ", 'concurrency': 40", ", 'concurrency': 3000", "")) {
                problems.add(small(load + ", 'tpotMs': 10", objective, "'maxBatch': [7, 150], 'chunkTokens': [2048]"));
            }
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("withFewBatches")
    void fewNumbersOfSequencesToChooseFromHideNoLayout(ServingProblem problem) {
        theExactSearchFindsWhatBruteForceFinds(problem);
        noLayoutBeatsTheBoundOfItsPlan(problem);
    }

    /** Over PCIe more sequences at a time may do less, so that the best number is not the largest. */
    static List<ServingProblem> overPcie() {
        return Stream.of("throughput", "cost-per-million-tokens", "latency")
                .flatMap(objective -> Stream.of("", ", 'concurrency': 500", ", 'requestsPerSecond': 2")
                        .map(load -> TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload':"
                                + " {'kind': 'serving', 'inputTokens': 128, 'outputTokens': 2048" + load + "},"
                                + " 'cluster': {'pools': [{'gpu': 'L40S-48', 'count': 8}]}, 'objective': '" + objective
                                + "', 'allow': {'tp': [4, 8], 'pp': [1], 'chunkTokens': [2048], 'maxBatch':"
                                + " [1, 32, 128, 200, 278, 350, 512, 800]}}"))).toList();
    }

    @ParameterizedTest
    @MethodSource("overPcie")
    void theBestNumberOfSequencesOverPcieNeedNotBeTheLargest(ServingProblem problem) {
        theExactSearchFindsWhatBruteForceFinds(problem);
        noLayoutBeatsTheBoundOfItsPlan(problem);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void noLayoutBeatsTheBoundOfItsPlan(ServingProblem problem) {
        ServingSpace space = new ServingSpace(new ServingEstimator(problem));
        Bounds bounds = new Bounds(space);
        for (Branch branch : space.branches()) {
            for (Family family : branch.families()) {
                List<FamilyBound> wide = List.of(bounds.of(branch), bounds.of(Branch.of(family)));
                for (Plan plan : space.plans(family)) {
                    boolean fixed = plan instanceof Plan.Mixed;
                    (fixed ? List.of(space.capability(family.main()).sequences()) : List.of(1, 8, 55)).forEach(
                            sequences -> check(space, wide, plan, sequences));
                }
            }
        }
    }

    /** Little's law bounds what clients wait, saturated or not; the balance it rests on is found by bisection. */
    @ParameterizedTest
    @CsvSource({"1, 1", "6, 2", "40, 500", "500, 50", "3000, 3000", "20000, 500"})
    void noRequestIsShorterThanItsBoundHoweverManyClientsWait(int clients, int tokens) {
        ServingProblem problem = small(", 'concurrency': " + clients + ", 'outputTokens': " + tokens, "latency",
                "'maxBatch': [1, 5, 34, 300], 'chunkTokens': [2048]");
        ServingSpace space = new ServingSpace(new ServingEstimator(problem));
        Bounds bounds = new Bounds(space);
        for (Family family : space.families()) {
            for (Plan plan : space.plans(family)) {
                Shape main = plan.main().shape();
                for (int sequences : plan instanceof Plan.Mixed ? List.of(space.capability(main).sequences())
                        : space.batches(main)) {
                    ServingEstimate estimate = space.estimator().estimate(plan.layout(sequences));
                    assertThat(bounds.of(Branch.of(family)).score(plan.main().count(), plan.others()).tie())
                            .as("%s", estimate.layout()).isLessThanOrEqualTo(estimate.times().mean().endToEndMs());
                }
            }
        }
    }

    /** What all layouts of a branch or a family have in common holds for each of them. */
    private static void check(ServingSpace space, List<FamilyBound> wide, Plan plan, int sequences) {
        ServingCandidate candidate = new ServingCandidate(space.estimator(), plan.layout(sequences));
        if (ServingRules.book().isFeasible(candidate)) {
            FamilyBound family = wide.get(1);
            ServingScore score = ServingScore.of(candidate.estimate());
            assertThat(family.overload(plan.main().count(), plan.others()).isAny()).isFalse();
            assertBelow(family.score(plan.main().count(), plan.others()), score, candidate);
            wide.forEach(bound -> {
                assertThat(bound.fits()).isTrue();
                assertThat(bound.broken()).as("%s", candidate.layout()).isEmpty();
                assertBelow(bound.score(), score, candidate);
            });
        }
    }

    private static void assertBelow(ServingScore bound, ServingScore score, ServingCandidate candidate) {
        assertThat(score.isBetterThan(bound)).as("%s", candidate.layout()).isFalse();
        assertThat(bound.tie()).as("%s", candidate.layout()).isLessThanOrEqualTo(score.tie());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void optaPlannerFindsTheSame(ServingProblem problem) {
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.BOTH));
        if (answer.best().isPresent()) {
            assertThat(answer.crossCheck().orElseThrow().percentWorse(answer)).hasValue(0);
        } else {
            assertThat(answer.crossCheck().orElseThrow().found()).isEmpty();
        }
    }

    @Test
    void everyLayoutOfTheRankingIsFeasibleAndInItsPlace() {
        ServingProblem problem = small(", 'requestsPerSecond': 3, 'tpotMs': 14", "latency");
        List<ServingEstimate> ranking = new ServingSolver().solve(problem, options(SearchKind.EXACT)).ranking();
        assertThat(ranking).hasSize(5).isSortedAccordingTo((one, two) ->
                ServingScore.of(one).compareTo(ServingScore.of(two)));
        assertThat(ranking).allSatisfy(estimate -> assertThat(ServingRules.book().isFeasible(
                new ServingCandidate(new ServingEstimator(problem), estimate.layout()))).isTrue());
    }

    @Test
    void optaPlannerAloneProvesNothingButStatesAGap() {
        ServingProblem problem = small(", 'requestsPerSecond': 3, 'tpotMs': 14", "cost");
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.OPTAPLANNER));
        assertThat(answer.status()).isEqualTo(Status.FEASIBLE);
        assertThat(answer.proof().gapPercent()).isGreaterThanOrEqualTo(0);
    }

    /** A time no machine keeps: the answer says what comes nearest, and which time could be kept. */
    @Test
    void impossibleServiceLevelsAreExplainedByTheNearestFeasiblePoint() {
        ServingProblem problem = small(", 'concurrency': 6, 'ttftMs': 20, 'tpotMs': 40", "cost");
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.EXACT));
        assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
        assertThat(answer.remedies().nearest().orElseThrow().violations()).extracting(violation -> violation.rule())
                .containsExactly("ttft");
        ReachableLevel reachable = answer.remedies().levels().get(0);
        assertThat(reachable.milliseconds()).isGreaterThan(20);
        ServingProblem relaxed = Relaxed.level(problem, reachable.level(), reachable.milliseconds());
        assertThat(new ServingBruteForce(relaxed).best()).isPresent();
        ServingProblem tighter = Relaxed.level(problem, reachable.level(), reachable.milliseconds() / 1.02);
        assertThat(new ServingBruteForce(tighter).best()).isEmpty();
    }

    /** Not even one sequence is in time, so no rate could be kept up with; the token is what is too slow. */
    @Test
    void aTokenTimeNothingKeepsIsToldAsSuchAndHasANearestMiss() {
        ServingAnswer answer = new ServingSolver().solve(
                small(", 'requestsPerSecond': 3, 'tpotMs': 1", "cost"), options(SearchKind.EXACT));
        assertThat(answer.remedies().nearest()).isPresent();
        assertThat(answer.rejections()).extracting(Rejection::rule).contains("tpot").doesNotContain("keeps-up");
    }

    @Test
    void tooHighARateIsAnsweredWithTheFewestGpusThatWouldDo() {
        ServingProblem problem = small(", 'requestsPerSecond': 60, 'tpotMs': 20", "cost");
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.EXACT));
        assertThat(answer.status()).isEqualTo(Status.INFEASIBLE);
        Optional<ServingEstimate> enough = answer.remedies().moreGpus();
        assertThat(enough).isPresent();
        assertThat(enough.get().gpus()).isGreaterThan(3);
        assertThat(enough.get().flow().capacity()).isGreaterThan(60);
    }

    @Test
    void noAnswerUsesMoreGpusThanThereAre() {
        for (ServingProblem problem : problems()) {
            for (ServingEstimate estimate : new ServingSolver().solve(problem, options(SearchKind.EXACT)).ranking()) {
                for (int pool = 0; pool < 2; pool++) {
                    int index = pool;
                    assertThat(estimate.layout().groups().stream().filter(group -> group.replica().pool() == index)
                            .mapToInt(group -> group.gpus()).sum()).isLessThanOrEqualTo(problem.pool(pool).count());
                }
            }
        }
    }

    /** More of both kinds of GPUs is faster than either alone. */
    @Test
    void bothPoolsServeTogetherWhereThroughputIsAsked() {
        ServingProblem problem = small(", 'tpotMs': 30", "throughput");
        ServingAnswer answer = new ServingSolver().solve(problem, options(SearchKind.EXACT));
        assertThat(answer.best().orElseThrow().layout().groups()).extracting(group -> group.replica().pool())
                .contains(0, 1);
        assertThat(answer.best().orElseThrow().layout()).isInstanceOf(ServingLayout.class);
    }

    @Test
    void whoWatchesSeesThatEveryFamilyIsDone() {
        SolverOptions options = options(SearchKind.EXACT);
        new ServingSolver().solve(small(", 'tpotMs': 30", "throughput"), options);
        assertThat(options.meter().read().all()).isPositive();
        assertThat(options.meter().read().isUnderWay()).isFalse();
    }

    private static SolverOptions options(SearchKind search) {
        return new SolverOptions(search, 5, 0, LIMIT);
    }

    private static double loss(ServingEstimate estimate) {
        return ServingScore.of(estimate).loss();
    }
}
