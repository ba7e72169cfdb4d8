package org.shardplan.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;

class MeshTest {

    @Test
    void gpusAreTheProductOfTensorPipelineDataAndContext() {
        for (Layout layout : TestLayouts.grid(2000)) {
            Mesh mesh = layout.mesh();
            assertThat(mesh.gpus())
                    .isEqualTo((long) mesh.tensor() * mesh.pipeline() * mesh.data() * mesh.context());
        }
    }

    @Test
    void expertsAddNoGpus() {
        assertThat(new Mesh(0, 2, 4, 8, 1, 16, 1).gpus()).isEqualTo(Mesh.dense(0, 2, 4, 8, 1).gpus());
    }

    @Test
    void denseWeightsAreReplicatedOverDataAndContextOnly() {
        assertThat(Mesh.dense(0, 8, 4, 16, 2).replicas()).isEqualTo(32);
    }

    @Test
    void expertWeightsAreReplicatedOverWhatExpertGroupsLeaveOfAStage() {
        assertThat(new Mesh(0, 2, 4, 8, 1, 4, 1).expertReplicas()).isEqualTo(4);
        assertThat(new Mesh(0, 2, 4, 8, 1, 4, 2).expertReplicas()).isEqualTo(2);
        assertThat(new Mesh(0, 2, 4, 8, 1, 16, 1).expertReplicas()).isEqualTo(1);
    }

    @Test
    void hugeDegreesDoNotOverflow() {
        assertThat(Mesh.dense(0, 1 << 16, 1, 1 << 16, 1).gpus()).isEqualTo(1L << 32);
    }
}
