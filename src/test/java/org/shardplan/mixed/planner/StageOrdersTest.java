package org.shardplan.mixed.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.Precision;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.MixedProblem;

class StageOrdersTest {

    @ParameterizedTest
    @CsvSource({"8192x4, 1, 0-0-1", "8192x4, 1, 1-0-0", "8192x4, 2, 0-1-0", "8192x4, 2, 1-0-0", "32768x2, 2, 0-0-1",
        "32768x2, 1, 0-1-0", "65536x2, 1, 0-1"})
    void theBestPipelineOfAnOrderIsTheBestOfAllInThatOrder(String workload, int data, String order) {
        MixedProblem problem = MixedProblems.read(
                MixedProblems.SMALL_MODEL, workload, MixedProblems.SMALL_POOLS, "");
        Shared shared = new Shared(data, 1, Precision.BF16,
                StateSharding.of(data > 1 ? ZeroStage.OPTIMIZER : ZeroStage.NONE));
        List<Integer> nodes = Stream.of(order.split("-")).map(Integer::valueOf).toList();
        MixedEstimator estimator = new MixedEstimator(problem);
        double least = EveryMixedLayout.leastSeconds(problem, pipeline -> pipeline.layout().shared().equals(shared)
                && endsLike(nodes, StageOrders.nodes(pipeline.layout().stages())) && estimator.fits(pipeline));
        double found = StageOrders.of(problem, shared).orElseThrow().best(nodes)
                .map(MixedEstimate::stepSeconds).orElse(Double.POSITIVE_INFINITY);
        if (Double.isInfinite(least)) {
            assertThat(found).isInfinite();
        } else {
            assertThat(found).isCloseTo(least, within(1e-9 * least));
        }
    }

    private static boolean endsLike(List<Integer> nodes, List<Integer> used) {
        return Collections.lastIndexOfSubList(nodes, used) == nodes.size() - used.size();
    }
}
