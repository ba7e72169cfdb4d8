package org.shardplan.serving.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;
import static org.shardplan.serving.ServingExamples.requests;
import static org.shardplan.serving.ServingExamples.withPrefixHits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Load;
import org.shardplan.problem.Model;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bytes;

class ServingMemoryFormulasTest {

    private static final Load ONE = new Load.ClosedLoop(1);
    private static final double MIB = 1024 * 1024;

    private static Model model(String name) {
        return TestProblems.catalogue().model(name).orElseThrow().model();
    }

    private static double token(String name, Split split, KeyValueFormat format) {
        return new KeyValueMemory(model(name)).ofSequence(1600, split, format).value() / 1600;
    }

    /** 8 key/value heads of 128 in 80 layers, not the 64 query heads: 320 KiB a token. */
    @Test
    void groupedHeadsAreStoredNotQueryHeads() {
        assertThat(token("Llama-3.1-70B", Split.tensor(1), KeyValueFormat.BF16)).isEqualTo(327_680);
        assertThat(token("Llama-3.1-70B", Split.tensor(1), KeyValueFormat.FP8)).isEqualTo(163_840);
        assertThat(token("Llama-3.1-70B", Split.tensor(8), KeyValueFormat.BF16)).isEqualTo(40_960);
    }

    @Test
    void headsAreCopiedWhereTensorParallelismExceedsThem() {
        assertThat(token("Llama-3.1-70B", Split.tensor(16), KeyValueFormat.BF16)).isEqualTo(40_960);
    }

    /** 61 · (512 + 64) · 2 bytes on every GPU of the group (vllm#51454). */
    @ParameterizedTest
    @CsvSource({"1", "2", "8", "16"})
    void latentKeysAreNotDividedByTensorParallelism(int tensor) {
        assertThat(token("DeepSeek-V3", Split.tensor(tensor), KeyValueFormat.BF16)).isEqualTo(70_272);
    }

    @Test
    void halfTheLayersOfGptOssKeepNoMoreThanTheirWindow() {
        double perLayer = 2 * 8 * 64 * 2;
        double bytes = new KeyValueMemory(model("gpt-oss-120b"))
                .ofSequence(4096, Split.tensor(1), KeyValueFormat.BF16).value();
        assertThat(bytes).isEqualTo(perLayer * 18 * (4096 + 128));
    }

    @Test
    void pagesAreFull() {
        KeyValueMemory memory = new KeyValueMemory(model("Llama-3.1-8B"));
        assertThat(memory.ofSequence(17, Split.tensor(1), KeyValueFormat.BF16))
                .isEqualTo(memory.ofSequence(32, Split.tensor(1), KeyValueFormat.BF16));
    }

    /** LMDeploy: 14,081 MiB and 1,032 MiB (516 with 8-bit keys and values) for every session of 2,048 tokens. */
    @ParameterizedTest
    @CsvSource({"BF16, 1032", "INT8, 516"})
    void sessionsOfLmdeployTakeWhatWasMeasured(KeyValueFormat format, double sessionMib) {
        ServingProblem problem = of("Llama-2-7B", "A100", "lmdeploy", requests(2048, 1, ONE));
        ServingMemory memory = new ReplicaMemory(problem).of(replica(Split.tensor(1), WeightFormat.FP16, format));
        assertThat((memory.weights().value() + memory.workspace().value()) / MIB)
                .isCloseTo(14_081, withinPercentage(0.5));
        assertThat(memory.perSequence().value() / MIB).isCloseTo(sessionMib, withinPercentage(1.0));
    }

    /** Published checkpoints: 131.4 GiB in bf16; DeepSeek-V3 has 671 B parameters of 8 bit. */
    @Test
    void weightsAreThoseOfTheCheckpoint() {
        assertThat(new WeightMemory(model("Llama-3.1-70B")).onGpu(Split.tensor(1), WeightFormat.BF16).gib())
                .isCloseTo(131.4, within(0.1));
        assertThat(new WeightMemory(model("DeepSeek-V3")).onGpu(Split.tensor(1), WeightFormat.FP8).value())
                .isCloseTo(671.03e9, withinPercentage(0.5));
        assertThat(new WeightMemory(model("gpt-oss-120b")).onGpu(Split.tensor(1), WeightFormat.MXFP4).gib())
                .isCloseTo(60.8, withinPercentage(1.5));
    }

    @Test
    void attentionGroupsHoldTheirOwnAttentionAndShareTheExperts() {
        WeightMemory weights = new WeightMemory(model("DeepSeek-V3"));
        double tensor = weights.onGpu(Split.tensor(8), WeightFormat.FP8).gib();
        double groups = weights.onGpu(new Split(1, 1, 8, 8), WeightFormat.FP8).gib();
        assertThat(groups - tensor).isBetween(8.0, 20.0);
    }

    /** Sequences of one replica: every attention group has room of its own (vllm#51454: 7.7 times as many). */
    @Test
    void eightAttentionGroupsHoldSeveralTimesTheSequences() {
        ServingProblem problem = of("DeepSeek-V3", "H200", "vllm", requests(2000, 1000, ONE));
        ReplicaMemory memory = new ReplicaMemory(problem);
        int tensor = memory.of(replica(Split.tensor(8), WeightFormat.FP8)).sequences();
        int groups = 8 * memory.of(replica(new Split(1, 1, 8, 8), WeightFormat.FP8)).sequences();
        assertThat((double) groups / tensor).isBetween(4.0, 8.0);
    }

    @Test
    void stagesHoldTheirLayersOfWeightsAndOfKeys() {
        WeightMemory weights = new WeightMemory(model("Llama-3.1-70B"));
        Bytes whole = weights.onGpu(Split.tensor(1), WeightFormat.BF16);
        Bytes stage = weights.onGpu(new Split(1, 4, 1, 1), WeightFormat.BF16);
        assertThat(stage.value()).isBetween(0.25 * whole.value(), 0.26 * whole.value());
        assertThat(token("Llama-3.1-70B", new Split(1, 4, 1, 1), KeyValueFormat.BF16)).isEqualTo(81_920);
    }

    @Test
    void aCachedPrefixIsStoredOnce() {
        ServingProblem plain = of("Llama-3.1-8B", "H100", "tensorrt-llm", requests(4000, 96, ONE));
        ServingProblem cached = plain.with(withPrefixHits(4000, 96, ONE, 0.8));
        int without = new ReplicaMemory(plain).of(replica(Split.tensor(1), WeightFormat.BF16)).sequences();
        int with = new ReplicaMemory(cached).of(replica(Split.tensor(1), WeightFormat.BF16)).sequences();
        assertThat((double) with / without).isBetween(4.0, 4.7);
    }

    /** 2,000 prompt tokens of Llama-3.1-70B: 655 MB. */
    @Test
    void aPromptMovesAllItsKeysOnce() {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(2000, 500, ONE));
        assertThat(new ReplicaMemory(problem).moved(replica(Split.tensor(4), WeightFormat.BF16)).value())
                .isCloseTo(655.36e6, withinPercentage(0.1));
    }
}
