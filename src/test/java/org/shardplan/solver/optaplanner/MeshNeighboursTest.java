package org.shardplan.solver.optaplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.TestProblems.TINY_EXPERTS;
import static org.shardplan.TestProblems.training;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.space.SearchSpace;

class MeshNeighboursTest {

    private static final int STEPS = 100_000;

    private final SearchSpace space = SmallProblems.space(training(TINY_EXPERTS, "2048x24",
            "{'gpu': 'H100-SXM-80', 'count': 16}, {'gpu': 'A100-SXM-80', 'count': 24}", ""));
    private final Choices choices = new Choices(space);
    private final Random random = new Random(0);

    @Test
    void walkFromNeighbourToNeighbourReachesEveryMesh() {
        Set<Mesh> reached = new HashSet<>();
        Mesh mesh = space.meshes().get(0);
        for (int i = 0; i < STEPS; i++) {
            mesh = choices.neighbours().near(mesh, random);
            reached.add(mesh);
        }
        assertThat(reached).containsExactlyInAnyOrderElementsOf(space.meshes());
    }

    @Test
    void layoutsFittedOntoAMeshAreWellFormed() {
        for (Mesh mesh : space.meshes()) {
            Layout fitted = new Fitting(choices, random).onto(mesh, TestLayouts.of(8, 5, 1));
            for (Scope scope : List.of(Scope.MESH, Scope.EXECUTION, Scope.SCHEDULE, Scope.STATES)) {
                assertThat(RuleBook.standard().firstViolation(scope, choices.candidate(fitted))).isEmpty();
            }
        }
    }
}
