package org.shardplan.fleet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.io.problem.FleetTexts;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** Throughput of fleets against trying every choice of runs. */
class ThroughputTest {

    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10));
    private static final double EVERYTHING = 37.5 + 100 + 250;

    private static final String ALONE = """
            {"version": 1, "objective": "throughput", "workloads": [{"name": "a", "model": "Llama-3.1-8B",
              "workload": {"kind": "training", "sequenceLength": 8192, "globalBatch": 64, "tokens": 1e10}}],
             "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 32, "interNodeGBps": 50}]}}
            """;

    private static FleetSolution solve(int gpus, int budgetUsd, double powerKw) {
        return new FleetPlanner(OPTIONS).solve(FleetTexts.fleet(FleetTexts.SMALL
                .replace("\"version\": 1,", "\"version\": 1, \"objective\": \"throughput\", \"limits\": {\"budgetUsd\": "
                        + budgetUsd + ", \"powerKw\": " + powerKw + "},")
                .replace("\"count\": 16", "\"count\": " + gpus)));
    }

    @ParameterizedTest
    @CsvSource({"8, 100000, 1000", "16, 100000, 1000", "40, 100000, 1000", "64, 100000, 1000", "128, 100000, 1000",
        "64, 2000, 1000", "64, 3000, 1000", "64, 1200, 1000", "64, 100000, 35", "64, 100000, 50", "64, 3000, 45"})
    void theThroughputIsTheMostOfAllChoices(int gpus, int budgetUsd, double powerKw) {
        FleetSolution solution = solve(gpus, budgetUsd, powerKw);
        assertThat(solution.isOptimal()).isTrue();
        assertThat(solution.value())
                .isCloseTo(most(solution, 0, new Left(gpus / 8, budgetUsd, powerKw)), Offset.offset(0.05));
    }

    /** What is left of nodes, money and power. */
    private record Left(int nodes, double usd, double kw) {

        Left without(Run run) {
            return new Left(nodes - run.nodes(), usd - run.usd(), kw - run.kw());
        }

        boolean isEnough() {
            return nodes >= 0 && usd >= 0 && kw >= 0;
        }
    }

    private static double most(FleetSolution solution, int from, Left left) {
        if (from == solution.offers().size()) {
            return 0;
        }
        double best = most(solution, from + 1, left);
        Offers offers = solution.offers().get(from);
        for (Run run : offers.runs()) {
            if (left.without(run).isEnough()) {
                best = Math.max(best, share(offers, run) + most(solution, from + 1, left.without(run)));
            }
        }
        return best;
    }

    /** Of its fastest run, in percent and by priority: low 3/8, high 20/8. */
    private static double share(Offers offers, Run run) {
        double fastest = offers.runs().stream().mapToDouble(Run::tokensPerSecond).max().orElseThrow();
        double weight = switch (offers.workload().priority()) {
            case LOW -> 3.0 / 8;
            case NORMAL -> 1;
            case HIGH -> 20.0 / 8;
        };
        return 100 * weight * run.tokensPerSecond() / fastest;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 40, 64})
    void itIsAtMostAllAtTheirFastestAndOneMoreNodeForTheSameRunsNeverMeansLess(int gpus) {
        FleetSolution solution = solve(gpus, 100_000, 1000);
        assertThat(solution.most()).isCloseTo(EVERYTHING, Offset.offset(1e-9));
        assertThat(solution.value()).isPositive().isLessThanOrEqualTo(EVERYTHING);
        assertThat(solution.worth()).allSatisfy(worth -> assertThat(worth.gain()).isNotNegative());
    }

    @Test
    void aloneOnItsClusterAWorkloadRunsAtItsFastest() {
        FleetSolution alone = new FleetPlanner(OPTIONS).solve(FleetTexts.fleet(ALONE));
        assertThat(alone.value()).isCloseTo(alone.most(), Offset.offset(1e-9));
    }
}
