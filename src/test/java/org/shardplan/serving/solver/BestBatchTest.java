package org.shardplan.serving.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;

class BestBatchTest {

    private static final double NEARLY = 1.02;

    /** Over PCIe more sequences at a time may do less. */
    private final ServingProblem problem = TestProblems.serving("Llama-3.1-8B", "", "L40S-48", 8,
            ", 'objective': 'cost-per-million-tokens', 'allow': {'tp': [4, 8], 'pp': [1], 'mixedShapes': false}");
    private final ServingSpace space = new ServingSpace(new ServingEstimator(problem));

    @Test
    void inAHurryTheNumberOfSequencesIsNearlyTheBestAndTakesFarFewerEstimates() {
        BestBatch best = new BestBatch(space);
        BestBatch hurried = BestBatch.roughly(space);
        for (Family family : space.families()) {
            for (Plan plan : space.plans(family)) {
                double least = loss(best.of(plan).orElseThrow());
                assertThat(loss(hurried.of(plan).orElseThrow())).isBetween(least, NEARLY * least);
            }
        }
        assertThat(3 * hurried.evaluated()).isLessThan(best.evaluated());
    }

    private static double loss(ServingCandidate candidate) {
        return ServingScore.of(candidate.estimate()).loss();
    }
}
