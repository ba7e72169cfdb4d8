package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.problem.Cluster;
import org.shardplan.problem.Goal;
import org.shardplan.problem.Limits;
import org.shardplan.problem.Limits.Spending;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.space.SearchSpace;

/** Many problems after each other against each one alone. */
class SharingSolverTest {

    static Stream<Named<Problem>> problems() {
        return SmallProblems.all();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void answersInAnyOrderAreThoseOfEachProblemAlone(long seed) {
        List<Problem> problems = new ArrayList<>(SmallProblems.all().map(Named::getPayload).toList());
        Collections.shuffle(problems, new Random(seed));
        SharingSolver solver = new SharingSolver();
        problems.forEach(problem -> assertSame(problem, solver.solve(problem)));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void budgetsAndDeadlinesOfOneFamilyHaveTheAnswersOfEachAlone(Problem problem) {
        SharingSolver solver = new SharingSolver();
        for (Objective objective : Objective.values()) {
            for (double budget : new double[] {100, 2, 9, 10, 30}) {
                for (double hours : new double[] {0.5, 10, 1}) {
                    Problem varied = with(problem, objective, budget, hours);
                    assertSame(varied, solver.solve(varied));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void gpuCountsOfOneFamilyHaveTheAnswersOfEachAlone(Problem problem) {
        SharingSolver solver = new SharingSolver();
        for (int count : new int[] {4, 8, 5, 12, 6}) {
            Problem varied = problem.with(new Cluster(problem.cluster().pools().stream()
                    .map(pool -> new Pool(pool.name(), pool.gpu(),
                            new Pool.Inventory(count, pool.inventory().useAll()), pool.node(), pool.network(),
                            pool.price())).toList()));
            assertSame(varied, solver.solve(varied));
        }
    }

    @Test
    void shippedProblemsAfterEachOtherHaveTheAnswersOfEachAlone() {
        SharingSolver solver = new SharingSolver();
        for (String name : TestProblems.SHIPPED) {
            Problem problem = TestProblems.shipped(name);
            assertSame(problem, solver.solve(problem));
        }
    }

    @Test
    void whatComesNearestDependsOnNoProblemBefore() {
        Problem problem = TestProblems.training(TestProblems.TINY_DENSE, "2048x8",
                "{'gpu': 'H100-SXM-80', 'count': 8, 'gpusPerNode': 4, 'pricePerGpuHourUsd': 2}", "");
        SharingSolver shared = new SharingSolver();
        for (double budget : new double[] {5, 0.01, 100, 0.5, 0.02, 3}) {
            Problem varied = with(problem, Objective.COST, budget, 0.05);
            SharedAnswer alone = new SharingSolver().solve(varied);
            SharedAnswer together = shared.solve(varied);
            assertThat(together.nearest().map(miss -> miss.estimate().layout()))
                    .isEqualTo(alone.nearest().map(miss -> miss.estimate().layout()));
            assertThat(together.best().isPresent() || together.nearest().isPresent()).isTrue();
        }
    }

    @Test
    void theNearestLayoutBreaksTheLimitThatHasToMove() {
        Problem problem = TestProblems.training(TestProblems.TINY_DENSE, "2048x8",
                "{'gpu': 'H100-SXM-80', 'count': 8, 'gpusPerNode': 4, 'pricePerGpuHourUsd': 2}",
                ", 'limits': {'budgetUsd': 0.01}");
        assertThat(new SharingSolver().solve(problem).nearest().orElseThrow().violations())
                .singleElement().satisfies(violation -> assertThat(violation.rule()).isEqualTo("budget"));
    }

    @Test
    void whereNothingFitsMemoryIsTheReason() {
        Problem problem = TestProblems.training("Llama-3.1-70B", "2048x8", "H100-SXM-80", 1, "");
        assertThat(new SharingSolver().solve(problem).nearest().orElseThrow().violations())
                .anySatisfy(violation -> assertThat(violation.rule()).isEqualTo("memory-capacity"));
    }

    @Test
    void whereNothingIsWellFormedTheRulesThatSayNoAreCounted() {
        Problem problem = TestProblems.training(TestProblems.TINY_DENSE, "2048x8", "{'gpu': 'H100-SXM-80', 'count': 8}",
                ", 'allow': {'tp': [3]}");
        SharedAnswer answer = new SharingSolver().solve(problem);
        assertThat(answer.nearest()).isEmpty();
        assertThat(answer.rejectedMeshes()).isNotEmpty();
    }

    private static Problem with(Problem problem, Objective objective, double budget, double hours) {
        Limits limits = problem.goal().limits();
        return problem.with(new Goal(objective, new Limits(limits.resources(),
                new Spending(OptionalDouble.of(budget), OptionalDouble.of(hours)), limits.memory(),
                limits.maxCommunicationPercent()), problem.goal().allowed()));
    }

    private static void assertSame(Problem problem, SharedAnswer shared) {
        ExactSearch alone = new ExactSearch(new SearchSpace(new LayoutEstimator(problem)), 1, Long.MAX_VALUE);
        alone.run();
        assertThat(shared.best().map(Estimate::layout)).as(problem.name())
                .isEqualTo(alone.ranking().best().map(Estimate::layout));
        assertThat(shared.best().map(Score::of)).isEqualTo(alone.ranking().best().map(Score::of));
    }
}
