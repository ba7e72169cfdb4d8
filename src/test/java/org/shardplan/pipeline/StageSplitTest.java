package org.shardplan.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shardplan.TestProblems;
import org.shardplan.problem.Model;
import org.shardplan.problem.Stack;

class StageSplitTest {

    private static final Model LLAMA_405B = TestProblems.model("Llama-3.1-405B");

    /** Dubey et al. 2024, arXiv:2407.21783, section 3.3.2: one layer fewer on the first and the last stage. */
    @Test
    void llama405bOn16StagesHasOneLayerFewerAtBothEnds() {
        assertThat(layersByStage(LLAMA_405B, 16, 1))
                .containsExactly(7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7);
    }

    /** 126 layers in 128 chunks: embedding and LM head have a chunk of their own. */
    @Test
    void llama405bOn16StagesOf8ChunksHasOneLayerFewerAtBothEnds() {
        assertThat(layersByStage(LLAMA_405B, 16, 8))
                .containsExactly(7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7);
    }

    /** Megatron-LM issues 1303 and 1304: 30 layers over 4 stages silently became 28. */
    @Test
    void noLayerIsLostWhenStagesDoNotDivideLayers() {
        assertThat(layersByStage(layers(30), 4, 1)).containsExactly(7, 8, 8, 7);
    }

    @Test
    void everyLayerIsOnOneStageWhateverTheStagesAndChunks() {
        Model deepseek = TestProblems.model("DeepSeek-V3");
        for (Model model : List.of(layers(1), layers(7), layers(30), layers(96), LLAMA_405B, deepseek)) {
            for (int stages = 1; stages <= 40; stages++) {
                for (int chunks = 1; chunks <= 9; chunks++) {
                    assertThatNothingIsLost(model, stages, chunks);
                }
            }
        }
    }

    @Test
    void stagesDifferByAtMostOneLayer() {
        for (int layers = 1; layers <= 64; layers++) {
            for (int stages = 1; stages <= layers; stages++) {
                for (int chunks = 1; stages * chunks <= layers; chunks++) {
                    List<Integer> split = layersByStage(layers(layers), stages, chunks);
                    int most = split.stream().mapToInt(Integer::intValue).max().orElseThrow();
                    int least = split.stream().mapToInt(Integer::intValue).min().orElseThrow();
                    assertThat(most - least).isLessThanOrEqualTo(1);
                    assertThat(split.get(stages - 1)).isEqualTo(least);
                }
            }
        }
    }

    /** Not only as many: consecutive virtual stages hold consecutive layers, so dense layers stay in front. */
    @Test
    void theDenseLayersOfDeepseekAreOnTheFirstStages() {
        Model deepseek = TestProblems.model("DeepSeek-V3");
        List<Stage> stages = StageSplit.of(deepseek, 61, 1).stages();
        assertThat(stages.get(0).denseLayers()).isEqualTo(1);
        assertThat(stages.stream().mapToInt(stage -> stage.copies() * stage.denseLayers()).sum()).isEqualTo(3);
        assertThat(StageSplit.of(deepseek, 16, 1).stages().get(0).denseLayers()).isEqualTo(3);
    }

    @Test
    void mostLayersIsTheFullestStage() {
        assertThat(StageSplit.of(LLAMA_405B, 16, 1).mostLayers()).isEqualTo(8);
        assertThat(StageSplit.of(LLAMA_405B, 126, 1).mostLayers()).isEqualTo(1);
    }

    @Test
    void stagesThatHoldTheSameAreCountedTogether() {
        assertThat(StageSplit.of(LLAMA_405B, 16, 1).stages()).hasSize(3)
                .extracting(Stage::copies).containsExactly(1, 14, 1);
    }

    @Test
    void aSingleStageHoldsBothEnds() {
        Stage only = StageSplit.of(LLAMA_405B, 1, 1).stages().get(0);
        assertThat(only.holdsEmbedding()).isTrue();
        assertThat(only.holdsHead()).isTrue();
        assertThat(only.layers()).isEqualTo(126);
    }

    private static void assertThatNothingIsLost(Model model, int stages, int chunks) {
        List<Stage> split = StageSplit.of(model, stages, chunks).stages();
        int dense = split.stream().mapToInt(stage -> stage.copies() * stage.denseLayers()).sum();
        int experts = split.stream().mapToInt(stage -> stage.copies() * stage.expertLayers()).sum();
        int expertLayers = model.feedForward().expertLayers(model.layers());
        assertThat(dense).isEqualTo(model.layers() - expertLayers);
        assertThat(experts).isEqualTo(expertLayers);
        assertThat(split.stream().mapToInt(Stage::copies).sum())
                .isEqualTo(Math.min(stages, model.layers() + 2));
        assertThat(split).filteredOn(Stage::holdsEmbedding).hasSize(1);
        assertThat(split).filteredOn(Stage::holdsHead).hasSize(1);
        assertThat(split).allMatch(stage -> stage.denseLayers() >= 0 && stage.expertLayers() >= 0);
    }

    /** Layers of every stage, the two ends first and last; stages in between in the order of their first copy. */
    private static List<Integer> layersByStage(Model model, int stages, int chunks) {
        List<Integer> layers = new ArrayList<>();
        Stage last = null;
        for (Stage stage : StageSplit.of(model, stages, chunks).stages()) {
            if (stage.holdsHead() && stages > 1) {
                last = stage;
            } else {
                for (int copy = 0; copy < stage.copies(); copy++) {
                    layers.add(stage.layers());
                }
            }
        }
        if (last != null) {
            layers.add(last.layers());
        }
        return layers;
    }

    private static Model layers(int layers) {
        Stack stack = new Stack(layers, 1024, Stack.Bias.NONE, false);
        return new Model("some", stack, LLAMA_405B.attention(), LLAMA_405B.feedForward(), LLAMA_405B.vocabulary(),
                LLAMA_405B.provenance());
    }
}
