package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestProblems;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

class MissSearchTest {

    /** Questions without an answer: too many requests, too little time, too little money, or several of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            , 'requestsPerSecond': 90, 'tpotMs': 20                                |
            , 'requestsPerSecond': 3, 'tpotMs': 1                                  |
            , 'requestsPerSecond': 50, 'tpotMs': 3, 'ttftMs': 30                   |
            , 'concurrency': 40, 'ttftMs': 20, 'tpotMs': 13                        |
            , 'concurrency': 900, 'endToEndMs': 6000                               |
            , 'concurrency': 900, 'ttftMs': 300, 'tpotMs': 10                      |
            , 'concurrency': 900, 'ttftMs': 300, 'tpotMs': 10, 'percentile': 90    |
            , 'ttftMs': 5, 'tpotMs': 1, 'endToEndMs': 300                          |
            , 'requestsPerSecond': 3, 'tpotMs': 14                                 | 'budgetUsdPerHour': 0.5
            , 'requestsPerSecond': 60, 'tpotMs': 20                                | 'maxGpus': 2
            """)
    void noRejectedLayoutIsLessFarOff(String workload, String limits) {
        ServingProblem problem = problem(workload, Optional.ofNullable(limits).orElse(""));
        ServingSpace space = new ServingSpace(new ServingEstimator(problem));
        assertThat(new ServingSolver().find(problem, Deadline.never()).best()).isEmpty();
        double found = new MissSearch(space, new Bounds(space), Deadline.never()).nearest().orElseThrow().excess();
        assertThat(found).isCloseTo(least(space), within(1e-9 * found));
    }

    private static ServingProblem problem(String workload, String limits) {
        return TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'serving',"
                + " 'inputTokens': 2000, 'outputTokens': 500" + workload + "}, 'cluster': {'pools': ["
                + "{'gpu': 'H100-SXM-80', 'count': 3}, {'gpu': 'L40S-48', 'count': 2}]},"
                + " 'objective': 'cost', 'limits': {" + limits + "}, 'allow': {'chunkTokens': [2048]}}");
    }

    private static double least(ServingSpace space) {
        BestBatch batch = new BestBatch(space);
        return space.families().stream().flatMap(family -> space.plans(family).stream())
                .flatMap(plan -> batch.of(plan).stream())
                .flatMapToDouble(candidate -> DoubleStream.of(ServingRules.book().violations(candidate).stream()
                        .mapToDouble(Violation::excess).sum())).min().orElseThrow();
    }

    /** More prompts cannot be worked off whoever answers them: then the cheaper answers count as nearer. */
    @Test
    void ofLayoutsEquallyFarOffTheCheapestIsTold() {
        ServingProblem problem = TestProblems.readServing("{'version': 1, 'model': 'Llama-3.1-8B', 'workload':"
                + " {'kind': 'serving', 'inputTokens': 8000, 'outputTokens': 10, 'requestsPerSecond': 500},"
                + " 'cluster': {'pools': [{'gpu': 'H100-SXM-80', 'count': 2}, {'gpu': 'A100-SXM-80', 'count': 4}]},"
                + " 'objective': 'cost', 'allow': {'disaggregation': [true], 'tp': [1], 'pp': [1, 2],"
                + " 'chunkTokens': [2048]}}");
        ServingSpace space = new ServingSpace(new ServingEstimator(problem));
        ServingEstimate nearest = new MissSearch(space, new Bounds(space), Deadline.never()).nearest().orElseThrow()
                .estimate();
        BestBatch batch = new BestBatch(space);
        double cheapest = space.families().stream().flatMap(family -> space.plans(family).stream())
                .flatMap(plan -> batch.of(plan).stream()).map(ServingCandidate::estimate)
                .filter(other -> other.flow().capacity() > nearest.flow().capacity() * (1 - 1e-9))
                .mapToDouble(ServingEstimate::usdPerHour).min().orElseThrow();
        assertThat(nearest.usdPerHour()).isEqualTo(cheapest);
    }
}
