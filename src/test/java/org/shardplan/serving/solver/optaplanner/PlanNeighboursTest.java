package org.shardplan.serving.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.space.Family.Kind;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

class PlanNeighboursTest {

    private static final int STEPS = 200_000;

    private final ServingSpace space = new ServingSpace(new ServingEstimator(TestProblems.readServing(
            "{'version': 1, 'model': 'Llama-3.1-8B', 'workload': {'kind': 'serving', 'inputTokens': 2000,"
                    + " 'outputTokens': 500, 'requestsPerSecond': 3}, 'cluster': {'pools': ["
                    + "{'gpu': 'H100-SXM-80', 'count': 4}, {'gpu': 'L40S-48', 'count': 2}]},"
                    + " 'allow': {'tp': [1, 2], 'pp': [1], 'chunkTokens': [2048]}}")));
    private final Random random = new Random(0);

    @Test
    void walkFromNeighbourToNeighbourReachesEveryPlan() {
        PlanNeighbours neighbours = new PlanNeighbours(space);
        Set<Plan> reached = new HashSet<>();
        Plan plan = neighbours.any(random).orElseThrow();
        for (int step = 0; step < STEPS; step++) {
            plan = neighbours.near(plan, random);
            reached.add(plan);
        }
        List<Plan> all = space.families().stream().flatMap(family -> space.plans(family).stream()).toList();
        assertThat(all).extracting(some -> Family.of(some).kind()).contains(Kind.values());
        assertThat(reached).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyPlanIsOfTheFamilyThatListsIt() {
        for (Family family : space.families()) {
            assertThat(space.plans(family)).allSatisfy(plan -> assertThat(Family.of(plan)).isEqualTo(family));
        }
    }

    /** A step of local search draws moves until it has enough; one that finds no more of them ends its round. */
    @Test
    void movesDryUpWhenTimeIsOver() {
        ServingTarget target = new ServingTarget(Deadline.never());
        PlanChoices choices = new PlanChoices(space, target);
        PlanDecision decision = new PlanDecision(choices, choices.neighbours().any(random).orElseThrow());
        assertThat(PlanMoves.around(decision, random)).hasNext();
        target.endBy(Deadline.after(Duration.ZERO));
        assertThat(PlanMoves.around(decision, random)).isExhausted();
    }

    @Test
    void aSearchIsNeverToldToEndLater() {
        ServingTarget target = new ServingTarget(Deadline.after(Duration.ZERO));
        target.endBy(Deadline.never());
        assertThat(target.isOver()).isTrue();
    }
}
