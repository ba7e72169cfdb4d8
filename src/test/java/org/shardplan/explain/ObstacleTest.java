package org.shardplan.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestProblems;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.solver.Feasibility;
import org.shardplan.units.Bytes;

/** What is said about questions without an answer. */
class ObstacleTest {

    private static final long NEVER = System.nanoTime() + Long.MAX_VALUE / 2;

    private static Problem tiny(double memoryGib, int gpus, String more) {
        return TestProblems.training(TestProblems.TINY_DENSE, "2048x8", "{'gpu': {'base': 'A100-SXM-80', 'memoryGiB': "
                + memoryGib + "}, 'count': " + gpus + ", 'gpusPerNode': 4, 'pricePerGpuHourUsd': 1}", more);
    }

    static Stream<Problem> impossible() {
        return Stream.of(
                tiny(1.8, 4, ""),
                tiny(79, 4, ", 'limits': {'budgetUsd': 1.0}, 'objective': 'cost'"),
                tiny(79, 4, ", 'limits': {'deadlineHours': 0.5}, 'objective': 'cost'"),
                tiny(79, 8, ", 'limits': {'powerKw': 0.5}"),
                tiny(79, 8, ", 'limits': {'maxCommunicationPercent': 0.001}, 'allow': {'tp': [2], 'dp': [2]}"),
                tiny(3.2, 8, ", 'limits': {'deadlineHours': 0.9, 'budgetUsd': 2}, 'objective': 'cost'"),
                tiny(4.5, 8, ", 'allow': {'gpus': [7]}"),
                TestProblems.training("Llama-1-65B", "2048x64", "H100-SXM-80", 8, ""));
    }

    private static Obstacle obstacle(Problem problem) {
        Optional<Obstacle> obstacle = new Advisor(Duration.ofSeconds(60)).advise(problem).obstacle();
        assertThat(obstacle).as(problem.goal().toString()).isPresent();
        return obstacle.get();
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void withoutAnyOneDemandOfTheConflictThereIsALayout(Problem problem) {
        Conflict conflict = obstacle(problem).conflict();
        assertThat(conflict.isMinimal()).isTrue();
        assertThat(conflict.demands()).isNotEmpty();
        Problem bare = withoutAllBut(problem, conflict.demands());
        assertThat(Feasibility.of(bare, NEVER).isProvedImpossible()).isTrue();
        for (Demand demand : conflict.demands()) {
            assertThat(Feasibility.of(demand.without(bare), NEVER).example()).as(demand.label()).isPresent();
        }
    }

    private static Problem withoutAllBut(Problem problem, List<Demand> kept) {
        Problem bare = problem;
        for (Demand demand : ConflictSearch.demandsOf(problem)) {
            bare = kept.contains(demand) ? bare : demand.without(bare);
        }
        return bare;
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void everyMoveMakesItsLayoutFeasible(Problem problem) {
        for (Move move : obstacle(problem).moves()) {
            Candidate candidate = new Candidate(
                    new LayoutEstimator(move.estimate().problem()), move.estimate().layout());
            assertThat(RuleBook.standard().violations(candidate)).as(move.demand().label()).isEmpty();
        }
    }

    @Test
    void theMemoryThatLacksIsExact() {
        Problem problem = TestProblems.training("Llama-1-65B", "2048x64", "H100-SXM-80", 8, "");
        Move move = move(problem, Demand.MEMORY);
        double more = move.by() * Bytes.PER_GIB;
        assertThat(feasible(Relaxed.pools(problem, pool -> Relaxed.memory(pool, more + 1000)))).isTrue();
        assertThat(feasible(Relaxed.pools(problem, pool -> Relaxed.memory(pool, more - 1000)))).isFalse();
    }

    @Test
    void sixteenGpusAreTheFewestForSixtyFiveBillionParameters() {
        Problem problem = TestProblems.training("Llama-1-65B", "2048x64", "H100-SXM-80", 8, "");
        assertThat(move(problem, Demand.GPUS).to()).isEqualTo(16);
    }

    @Test
    void theBudgetThatLacksIsExact() {
        Problem problem = tiny(79, 4, ", 'limits': {'budgetUsd': 0.01}, 'objective': 'step-time'");
        double enough = move(problem, Demand.BUDGET).to();
        assertThat(feasible(Relaxed.budget(problem, OptionalDouble.of(enough)))).isTrue();
        assertThat(feasible(Relaxed.budget(problem, OptionalDouble.of(enough * 0.999999)))).isFalse();
    }

    @Test
    void aMoveTellsHowFar() {
        Problem problem = tiny(79, 8, ", 'limits': {'powerKw': 0.5}");
        assertThat(move(problem, Demand.POWER).by()).isCloseTo(0.22, within(0.01));
    }

    private static Move move(Problem problem, Demand demand) {
        return obstacle(problem).moves().stream().filter(move -> move.demand() == demand).findFirst().orElseThrow();
    }

    private static boolean feasible(Problem problem) {
        return Feasibility.of(problem, NEVER).example().isPresent();
    }
}
