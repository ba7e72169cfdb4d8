package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

class FrontierTest {

    /** Loads and levels that some numbers of replicas keep and others do not. */
    @ParameterizedTest
    @ValueSource(strings = {
        ", 'requestsPerSecond': 9, 'ttftMs': 160, 'tpotMs': 14",
        ", 'requestsPerSecond': 9, 'ttftMs': 160, 'percentile': 95, 'lengthVariation': 1",
        ", 'requestsPerSecond': 12, 'tpotMs': 9, 'percentile': 90, 'lengthVariation': 0.5",
        ", 'requestsPerSecond': 20, 'endToEndMs': 5000",
        ", 'requestsPerSecond': 9, 'endToEndMs': 12000, 'percentile': 99, 'levelConfidencePercent': 90",
        ", 'concurrency': 40, 'ttftMs': 400, 'tpotMs': 12"})
    void whatNoMoreReplicasMendFewerBreakAsWell(String workload) {
        ServingSpace space = new ServingSpace(new ServingEstimator(TestProblems.readServing(
                "{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'serving', 'inputTokens': 2000,"
                        + " 'outputTokens': 500" + workload + "}, 'cluster': {'pools': ["
                        + "{'gpu': 'H100-SXM-80', 'count': 6}, {'gpu': 'A100-SXM-80', 'count': 3}]},"
                        + " 'objective': 'cost', 'allow': {'pp': [1], 'chunkTokens': [2048]}}")));
        long mended = space.branches().stream().flatMap(branch -> branch.families().stream())
                .filter(family -> Frontier.isOf(space, Branch.of(family)))
                .filter(family -> isMended(space, family)).count();
        assertThat(mended).isPositive();
    }

    /** Whether more replicas keep what fewer miss; that the contrary never happens is checked on the way. */
    private static boolean isMended(ServingSpace space, Family family) {
        BestBatch batch = new BestBatch(space);
        List<Plan> plans = space.plans(family);
        List<Plan> keeping = plans.stream().filter(plan -> missed(batch, plan).isEmpty()).toList();
        List<Plan> most = Frontier.of(plans).plans();
        assertThat(most.stream().anyMatch(keeping::contains)).as("%s", family).isEqualTo(!keeping.isEmpty());
        for (Plan fewer : keeping) {
            assertThat(plans).allSatisfy(plan -> assertThat(plan.main().count() < fewer.main().count()
                    || plan.others() < fewer.others() || keeping.contains(plan)).as("%s", plan).isTrue());
        }
        return !keeping.isEmpty() && keeping.size() < plans.size();
    }

    private static Optional<String> missed(BestBatch batch, Plan plan) {
        Optional<ServingCandidate> best = batch.of(plan);
        return best.flatMap(batch::missed);
    }
}
