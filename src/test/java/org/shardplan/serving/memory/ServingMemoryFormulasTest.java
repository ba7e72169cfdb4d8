package org.shardplan.serving.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.shardplan.serving.ServingExamples.of;
import static org.shardplan.serving.ServingExamples.replica;
import static org.shardplan.serving.ServingExamples.requests;
import static org.shardplan.serving.ServingExamples.withPrefixHits;
import static org.shardplan.serving.ServingExamples.withSharedPrefix;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestProblems;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Engine.Room;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.Load;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.MixtureOfExperts.Placement;
import org.shardplan.problem.MixtureOfExperts.Routing;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.ServingProblem;
import org.shardplan.problem.Stack;
import org.shardplan.problem.Vocabulary;
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

    /**
     * vllm#51454: DeepSeek-V4-Flash, vLLM 0.25 on 8 B200 with 0.95 of their memory, holds 20.43 sequences of 1 M tokens
     * under TP8 and 156.9 under DP8, 7.68 times as many.
     */
    @Test
    void eightAttentionGroupsOfAModelThatIsSmallForItsGpusHaveNearlyEightTimesTheRoom() {
        ServingProblem problem = of("DeepSeek-V3", "B200", "vllm", requests(2000, 1000, ONE));
        assertThat(gainOfEightAttentionGroups(problem, deepSeekV4Flash(), new Room(0.95, 1, 4.3, true)))
                .isCloseTo(156.9 / 20.43, withinPercentage(1.5));
    }

    /** Of DeepSeek-R1's 8-bit weights 78 GiB of an H200's 140 are a GPU's share; a copy of the rest takes 15 more. */
    @Test
    void eightAttentionGroupsOfAModelThatFillsItsGpusHaveFiveTimesTheRoom() {
        ServingProblem problem = of("DeepSeek-R1", "H200", "vllm", requests(2000, 1000, ONE));
        assertThat(gainOfEightAttentionGroups(problem, problem.model(), problem.engine().room())).isBetween(4.5, 5.5);
    }

    private static double gainOfEightAttentionGroups(ServingProblem problem, Model model, Room room) {
        ReplicaMemory memory = memory(problem, model, room);
        double tensor = memory.of(replica(new Split(8, 1, 1, 8), WeightFormat.FP8)).keyValues().value();
        return 8 * memory.of(replica(new Split(1, 1, 8, 8), WeightFormat.FP8)).keyValues().value() / tensor;
    }

    private static ReplicaMemory memory(ServingProblem problem, Model model, Room room) {
        Engine engine = problem.engine();
        return new ReplicaMemory(new ServingProblem(model.name(), model, problem.serving(), problem.cluster(),
                problem.goal(), new Engine(engine.name(), room, engine.overheads(), engine.kernels(),
                engine.provenance()), problem.power(), List.of()));
    }

    /** Its shape (Hugging Face config); values as wide as gives attention its 107 M parameters a layer. */
    private static Model deepSeekV4Flash() {
        return new Model("DeepSeek-V4-Flash", new Stack(43, 4096, Stack.Bias.NONE, false),
                new LatentAttention(64, 1024, 512, 448, 64, 176),
                new MixtureOfExperts(new DenseFeedForward(2048, true), new Routing(256, 6, 0),
                        new DenseFeedForward(2048, true), 2048, new Placement(0, 1)),
                new Vocabulary(129_280, false, 0), Provenance.USER);
    }

    /** SGLang, DeepSeek-R1 under TP8 with 0.82 of an H200 for weights and keys: 509 k tokens (aisimulate#263). */
    @Test
    void sglangHoldsTheTokensItReportsOfDeepSeek() {
        ServingProblem problem = of("DeepSeek-R1", "H200", "sglang", requests(2000, 1000, ONE));
        ServingMemory memory = memory(problem, problem.model(), new Room(0.82, 1, 0, true))
                .of(replica(Split.tensor(8), WeightFormat.FP8));
        assertThat(memory.keyValues().value() / 70_272).isCloseTo(509_000, withinPercentage(8));
    }

    @Test
    void stagesHoldTheirLayersOfWeightsAndOfKeys() {
        WeightMemory weights = new WeightMemory(model("Llama-3.1-70B"));
        Bytes whole = weights.onGpu(Split.tensor(1), WeightFormat.BF16);
        Bytes stage = weights.onGpu(new Split(1, 4, 1, 1), WeightFormat.BF16);
        assertThat(stage.value()).isBetween(0.25 * whole.value(), 0.26 * whole.value());
        assertThat(token("Llama-3.1-70B", new Split(1, 4, 1, 1), KeyValueFormat.BF16)).isEqualTo(81_920);
    }

    /** 3,200 of 4,096 tokens: shared, they leave room for 4.6 times the sequences; prefixes of their own do not. */
    @Test
    void aPrefixThatAllRequestsShareIsStoredOnceAndOthersAreNot() {
        ServingProblem plain = of("Llama-3.1-8B", "H100", "tensorrt-llm", requests(4000, 96, ONE));
        int without = memory(plain).sequences();
        assertThat(memory(plain.with(withPrefixHits(4000, 96, ONE, 0.8))).sequences()).isEqualTo(without);
        ServingProblem shared = plain.with(withSharedPrefix(4000, 96, ONE, 3200));
        assertThat((double) memory(shared).sequences() / without).isBetween(4.0, 4.7);
    }

    /** 10 of 62 layers of Gemma-3-27B keep all tokens, the others the last 1,024 of each, whatever is shared. */
    @Test
    void windowsOfSequencesAreTheirOwnBehindASharedPrefix() {
        ServingProblem shared =
                of("Gemma-3-27B", "H100", "tensorrt-llm", withSharedPrefix(32_000, 2000, ONE, 30_000));
        double width = 2 * 16 * 128 * 2;
        assertThat(memory(shared).perSequence().value())
                .isCloseTo(width * (10 * 4000 + 52 * 1024), withinPercentage(2));
    }

    private static ServingMemory memory(ServingProblem problem) {
        return new ReplicaMemory(problem).of(replica(Split.tensor(1), WeightFormat.BF16));
    }

    /** 2,000 prompt tokens of Llama-3.1-70B: 655 MB. */
    @Test
    void aPromptMovesAllItsKeysOnce() {
        ServingProblem problem = of("Llama-3.1-70B", "H100", "vllm", requests(2000, 500, ONE));
        assertThat(new ReplicaMemory(problem).moved(replica(Split.tensor(4), WeightFormat.BF16)).value())
                .isCloseTo(655.36e6, withinPercentage(0.1));
    }
}
