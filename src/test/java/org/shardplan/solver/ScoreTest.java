package org.shardplan.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.estimate.RunEstimate;
import org.shardplan.estimate.Score;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Problem;

class ScoreTest {

    private static final Mesh MESH = Mesh.dense(0, 8, 1, 1, 1);

    @ParameterizedTest
    @EnumSource(Objective.class)
    void aFasterStepIsNeverWorse(Objective objective) {
        assertThat(score(objective, 1).isBetterThan(score(objective, 2))).isTrue();
        assertThat(score(objective, 2).isBetterThan(score(objective, 2))).isFalse();
    }

    @Test
    void ofEqualGpuCountsTheFasterIsBetter() {
        assertThat(score(Objective.GPU_COUNT, 1).loss()).isEqualTo(score(Objective.GPU_COUNT, 2).loss());
    }

    @Test
    void anythingBeatsTheWorst() {
        assertThat(score(Objective.COST, 1e9).isBetterThan(Score.WORST)).isTrue();
    }

    private static Score score(Objective objective, double seconds) {
        Problem problem = TestProblems.training("Llama-3.1-8B", "8192x64", "H100-SXM-80", 8,
                ", 'objective': '" + objective.label() + "'");
        return Score.of(new RunEstimate(problem, MESH, seconds));
    }
}
