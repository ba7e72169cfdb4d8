package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer.NearMiss;
import org.shardplan.space.Deadline;
import org.shardplan.space.Extent;
import org.shardplan.space.SearchSpace;

/** Problems far larger than anything that was ever built: no search hangs, and none claims more than it saw. */
class AbsurdSizesTest {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Four million meshes with hundreds of billions of layouts. */
    private static Problem absurd() {
        return TestProblems.training("""
                {'name': 'tower', 'layers': 10000, 'hidden': 16384, 'vocabulary': 32000,
                 'attention': {'kind': 'grouped-query', 'heads': 128}, 'feedForward': {'width': 65536}}""",
                "8192x720720", "{'gpu': 'H100-SXM-80', 'count': 1000000}", "");
    }

    private static Answer solve(Problem problem, SearchKind search, Duration limit) {
        return new LayoutSolver().solve(problem, new SolverOptions(search, 5, 0, limit));
    }

    @ParameterizedTest
    @EnumSource(SearchKind.class)
    void theTimeLimitHoldsAndNothingIsClaimedThatWasNotShown(SearchKind search) {
        long start = System.nanoTime();
        Answer answer = solve(absurd(), search, LIMIT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(answer.proof().isComplete()).isFalse();
        assertThat(answer.proof().counted()).isFalse();
        assertThat(answer.proof().gapPercent()).isInfinite();
        assertThat(answer.status()).isIn(Answer.Status.FEASIBLE, Answer.Status.UNKNOWN);
    }

    @Test
    void aSearchInAThinnedSpaceProvesNothing() {
        Problem problem = TestProblems.shipped("llama-3.1-8b-8xh100");
        SearchSpace thinned = new SearchSpace(new LayoutEstimator(problem), new Extent(Deadline.never(), 10));
        ExactSearch search = new ExactSearch(thinned, 1, Deadline.never().nanos());
        assertThat(search.run()).isFalse();
        assertThat(search.ranking().best()).isPresent();
        assertThat(search.proof().isComplete()).isFalse();
    }

    /** Any limit on the hours is out of reach, so a layout that fits in memory is nearer than one that does not. */
    @Test
    void theNearestMissBreaksNoRuleItNeedNotBreak() {
        Problem problem = TestProblems.training("Llama-3.1-8B", "8192x64", "H100-SXM-80", 8,
                ", 'limits': {'deadlineHours': 0.000001}");
        NearMiss nearest = solve(problem, SearchKind.EXACT, Duration.ofSeconds(60)).remedies().nearest().orElseThrow();
        assertThat(nearest.violations()).extracting("rule").containsExactly("deadline");
    }
}
