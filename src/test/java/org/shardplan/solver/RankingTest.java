package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Recomputation;

class RankingTest {

    private static final LayoutEstimator ESTIMATOR =
            new LayoutEstimator(TestProblems.shipped("llama-3.1-8b-8xh100"));
    private static final Layout EIGHT = TestLayouts.of(8, 1, 1);
    private static final Layout FOUR = TestLayouts.of(4, 1, 1);
    private static final Layout ONE = TestLayouts.of(1, 1, 1);

    @Test
    void anythingEntersWhileThereIsRoom() {
        Ranking ranking = new Ranking(2);
        assertThat(ranking.threshold()).isEqualTo(Score.WORST);
        ranking.offer(estimate(ONE));
        assertThat(ranking.threshold()).isEqualTo(Score.WORST);
        ranking.offer(estimate(FOUR));
        assertThat(ranking.threshold()).isEqualTo(Score.of(estimate(ONE)));
    }

    @Test
    void theWorstLeavesWhenABetterOneComes() {
        Ranking ranking = new Ranking(2);
        ranking.offer(estimate(ONE));
        ranking.offer(estimate(FOUR));
        ranking.offer(estimate(EIGHT));
        assertThat(ranking.estimates()).extracting(Estimate::layout).containsExactly(EIGHT, FOUR);
    }

    @Test
    void aMeshIsRankedOnceWithItsBestLayout() {
        Ranking ranking = new Ranking(3);
        ranking.offer(estimate(EIGHT.with(Recomputation.FULL)));
        ranking.offer(estimate(EIGHT));
        ranking.offer(estimate(EIGHT.with(Recomputation.some(3))));
        assertThat(ranking.estimates()).extracting(Estimate::layout).containsExactly(EIGHT);
    }

    private static Estimate estimate(Layout layout) {
        return ESTIMATOR.estimate(layout);
    }
}
