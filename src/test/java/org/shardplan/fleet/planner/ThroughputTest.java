package org.shardplan.fleet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.problem.FleetTexts;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** Throughput of fleets against trying every choice of runs. */
class ThroughputTest {

    private static final SolverOptions OPTIONS = new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10));
    private static final double EVERYTHING = 37.5 + 100 + 250;

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

    @Test
    void enoughForAllAtTheirFastestIsAllThereCanBe() {
        FleetSolution solution = solve(1024, 1_000_000, 10_000);
        assertThat(solution.most()).isCloseTo(EVERYTHING, Offset.offset(1e-9));
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            shares.add(share(solution.offers().get(i), solution.run(i).orElseThrow()));
        }
        assertThat(solution.value()).isCloseTo(shares.stream().mapToDouble(each -> each).sum(), Offset.offset(1e-9));
        assertThat(solution.value()).isLessThanOrEqualTo(EVERYTHING);
    }

    @Test
    void moreNodesNeverMeanLessThroughput() {
        double before = 0;
        for (int gpus = 8; gpus <= 64; gpus += 8) {
            double now = solve(gpus, 100_000, 1000).value();
            assertThat(now).isGreaterThanOrEqualTo(before - 0.05);
            before = now;
        }
        assertThat(before).isPositive();
    }
}
