package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.ZeroStage;
import org.shardplan.measured.Evidence;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Run;
import org.shardplan.measured.Setup;
import org.shardplan.measured.UnsupportedRun;
import org.shardplan.problem.Framework;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.LowRankAdapter;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Stack;

class RunReaderTest {

    private final RunReader reader = RunReader.shipped(Optional.empty());

    /** A row with these cells, in pairs, in place of its own or besides them. */
    private Run run(String... cells) {
        Map<String, String> row = new LinkedHashMap<>(Map.of("model", "Llama3-70B", "gpu", "H100-80GB-SXM",
                "gpus", "64", "seq_len", "8192", "global_batch_seqs", "128"));
        for (int index = 0; index < cells.length; index += 2) {
            row.put(cells[index], cells[index + 1]);
        }
        return reader.read("runs.csv", 2, row);
    }

    private Setup setup(String... cells) {
        return ((MeasuredRun) run(cells)).setup();
    }

    private Framework framework(String... cells) {
        return setup(cells).problem().conditions().framework();
    }

    private Model model(String... cells) {
        return setup(cells).problem().model();
    }

    @Test
    void ownColumnsOverruleTheCatalogue() {
        assertThat(model().layers()).isEqualTo(80);
        assertThat(model("layers", "40").layers()).isEqualTo(40);
        assertThat(model("vocab", "32000").vocabulary().size()).isEqualTo(32000);
    }

    @Test
    void aModelNobodyKnowsNeedsItsShape() {
        UnsupportedRun run = (UnsupportedRun) run("model", "Mystery");
        assertThat(run.reason()).contains("The layers is not given.", "The hidden is not given.",
                "The heads is not given.");
        Model model = model("model", "Mystery", "layers", "10", "hidden", "1024", "heads", "8");
        assertThat(model.feedForward().dense().width()).isEqualTo(2816);
        assertThat(model.stack().bias()).isEqualTo(Stack.Bias.NONE);
    }

    @Test
    void gptLikeModelsHavePlainBlocksBiasesAndDropout() {
        Model gpt = model("model", "GPT-9B", "layers", "10", "hidden", "1024", "heads", "8");
        assertThat(gpt.feedForward().dense().gated()).isFalse();
        assertThat(gpt.feedForward().dense().width()).isEqualTo(4096);
        assertThat(gpt.stack().bias()).isEqualTo(Stack.Bias.ALL);
        assertThat(gpt.stack().dropout()).isTrue();
        assertThat(gpt.vocabulary().tied()).isTrue();
        Model mpt = model("model", "MPT-7b", "layers", "10", "hidden", "1024", "heads", "8");
        assertThat(mpt.stack().dropout()).isFalse();
        assertThat(model("model", "gpt-oss-20b").feedForward().dense().gated()).isTrue();
    }

    @Test
    void expertsTakeTheWidthOfTheRowAndTheRestFromTheCatalogue() {
        Model model = model("model", "DeepSeek-V3", "layers", "61", "ffn_hidden", "2048", "heads", "128",
                "kv_heads", "128", "experts", "256", "topk", "8");
        MixtureOfExperts experts = (MixtureOfExperts) model.feedForward();
        assertThat(experts.expert().width()).isEqualTo(2048);
        assertThat(experts.dense().width()).isEqualTo(18432);
        assertThat(experts.sharedWidth()).isEqualTo(2048);
        assertThat(experts.placement().leadingDense()).isEqualTo(3);
        assertThat(model.attention()).isInstanceOf(LatentAttention.class);
    }

    @Test
    void headsOfTheCatalogueKeepTheirWidth() {
        Model model = model("model", "Qwen3-30B-A3B", "hidden", "2048", "heads", "32", "kv_heads", "4",
                "ffn_hidden", "768", "experts", "128", "topk", "8");
        assertThat(((GroupedQueryAttention) model.attention()).headWidth()).isEqualTo(128);
    }

    @Test
    void theGpuCountDecidesDataParallelism() {
        Setup setup = setup("tp", "4", "pp", "4", "vpp", "5", "cp", "2", "dp", "9");
        assertThat(setup.layout().mesh().data()).isEqualTo(2);
        assertThat(setup.problem().assumptions()).contains("dp (9) disagrees with the GPU count: 2.");
        assertThat(setup.layout().schedule()).isEqualTo(Schedule.interleaved(5));
        assertThat(((UnsupportedRun) run("tp", "7")).reason()).contains("must be a multiple of tp·pp·cp (7)");
    }

    @Test
    void precisionsAreThoseOfTheHardware() {
        assertThat(setup("precision", "fp16/bf16").layout().execution().precision()).isEqualTo(Precision.BF16);
        assertThat(setup("precision", "float8").software().recipe()).isEqualTo("fp8");
        assertThat(setup("precision", "mxfp8").layout().execution().precision()).isEqualTo(Precision.FP8);
        assertThat(setup("precision", "mxfp8").software().recipe()).isEqualTo("mxfp8");
        assertThat(setup("precision", "nvfp4", "gpu", "GB200").layout().execution().precision())
                .isEqualTo(Precision.NVFP4);
        assertThat(setup("precision", "nvfp4", "gpu", "GB200").software().recipe()).isEqualTo("nvfp4");
        assertThat(((UnsupportedRun) run("precision", "mxfp4")).reason()).isEqualTo(
                "The precision (mxfp4) is not modelled.");
        assertThat(((UnsupportedRun) run("precision", "fp8", "gpu", "A100")).reason()).contains("A100-SXM-80 computes");
    }

    @Test
    void recomputationThatIsNotToldIsNoneAndSaidSo() {
        assertThat(setup().recomputationTold()).isFalse();
        assertThat(setup().layout().recomputation()).isEqualTo(Recomputation.NONE);
        assertThat(setup("recompute", "full").recomputationTold()).isTrue();
        assertThat(setup("recompute", "selective").layout().recomputation()).isEqualTo(Recomputation.SELECTIVE);
        assertThat(((UnsupportedRun) run("recompute", "sometimes")).reason()).contains("none, selective or full");
    }

    @Test
    void sourcesNameTheirFramework() {
        assertThat(framework("source", "Megatron-Bridge summary").name()).isEqualTo("bridge");
        assertThat(framework("source", "Megatron-Bridge", "other", "release=26.02.01").name()).isEqualTo("bridge-26.04");
        assertThat(framework("source", "Megatron-Bridge", "other", "release=26.06").name()).isEqualTo("bridge");
        assertThat(framework("source", "NeMo 25.04").name()).isEqualTo("nemo");
        assertThat(framework("source", "torchtitan README").name()).isEqualTo("fsdp");
        assertThat(framework("source", "our cluster", "other", "Megatron-Core main").name()).isEqualTo("megatron");
        assertThat(framework("source", "our cluster", "other", "HF Trainer ZeRO-3").name()).isEqualTo("deepspeed");
        assertThat(framework("source", "our cluster").name()).isEqualTo(Profiles.DEFAULT_FRAMEWORK);
    }

    @Test
    void aZeroStageThatIsNotToldIsThatOfTheFramework() {
        assertThat(setup("other", "FSDP2").layout().states().zeroStage()).isEqualTo(ZeroStage.WEIGHTS);
        assertThat(setup("other", "DeepSpeed zero3").layout().states().zeroStage()).isEqualTo(ZeroStage.WEIGHTS);
        assertThat(setup("source", "Megatron-LM").layout().states().zeroStage()).isEqualTo(ZeroStage.OPTIMIZER);
        assertThat(setup("zero_stage", "0").layout().states().zeroStage()).isEqualTo(ZeroStage.NONE);
        assertThat(setup("zero_stage", "HSDP").layout().states().zeroStage()).isEqualTo(ZeroStage.WEIGHTS);
        assertThat(((UnsupportedRun) run("zero_stage", "4")).reason()).contains("must be 0, 1, 2 or 3");
    }

    @Test
    void kernelsAndGroupsComeFromTheWordsOfTheRow() {
        assertThat(framework("source", "AlephAlpha-layouts", "other", "kernel=torch").kernels().attention())
                .isEqualTo(Framework.AttentionKernel.PLAIN);
        assertThat(framework("source", "AlephAlpha-layouts", "other", "kernel=flash_attentionv1.0.8").kernels())
                .isEqualTo(new Framework.Kernels(
                        Framework.AttentionKernel.FLASH_1, false, Framework.Selective.ATTENTION));
        assertThat(framework("source", "AlephAlpha-layouts", "other", "kernel=flash_attention2 + RMS kernel").kernels())
                .isEqualTo(new Framework.Kernels(
                        Framework.AttentionKernel.FLASH_2, true, Framework.Selective.ATTENTION));
        assertThat(framework("source", "InternEvo", "other", "zero1=8 pack").states().optimizerGroup()).isEqualTo(8);
    }

    @Test
    void simulatedRunsAreNoEvidence() {
        assertThat(run("source", "vTrain (MICRO 2024)").origin().evidence()).isEqualTo(Evidence.SIMULATED);
    }

    @Test
    void adaptersAreTrainedBesideFrozenWeights() {
        assertThat(setup("other", "mode=lora rank=32").problem().training().adapter())
                .contains(new LowRankAdapter(32));
        assertThat(setup("other", "mode=sft").problem().training().adapter()).isEmpty();
        assertThat(((UnsupportedRun) run("other", "mode=qlora")).reason()).contains("QLoRA");
    }

    @Test
    void recipesThatOverlapTheirExpertsAreKnown() {
        assertThat(framework("source", "NVIDIA Megatron-Bridge", "model", "DeepSeek-V3", "gpu", "B200", "vpp", "2")
                .overlap().exposedExpertParallel()).isEqualTo(0.1);
        assertThat(framework("source", "NVIDIA Megatron-Bridge", "model", "DeepSeek-V3", "gpu", "B200", "vpp", "1")
                .overlap().exposedExpertParallel()).isEqualTo(1);
        assertThat(framework("source", "NVIDIA Megatron-Bridge", "model", "DeepSeek-V3", "gpu", "GB200", "vpp", "4")
                .overlap().exposedExpertParallel()).isEqualTo(1);
    }

    @Test
    void autoModelIsNoNemo() {
        assertThat(framework("source", "NeMo AutoModel").name()).isEqualTo("fsdp");
        assertThat(framework("source", "NeMo AutoModel").kernels().fusedNorms()).isFalse();
        assertThat(framework("source", "NeMo AutoModel", "other", "TE + DeepEP").kernels().fusedNorms()).isTrue();
        assertThat(framework("source", "NeMo 24.12").name()).isEqualTo("nemo");
    }

    @Test
    void nemotron4HasPlainFeedForwards() {
        assertThat(model("model", "Nemotron-4-340B", "layers", "96", "hidden", "18432", "ffn_hidden", "73728",
                "heads", "96", "kv_heads", "8").feedForward().dense().gated()).isFalse();
    }

    @Test
    void refittingTakesBackWhatWasLearntFromStepTimes() {
        Map<String, String> row = Map.of("source", "InternEvo", "model", "Llama-2-7B", "gpu", "A100", "gpus", "64",
                "seq_len", "4096", "global_batch_seqs", "64");
        assertThat(shardSeconds(reader.read("runs.csv", 2, row))).isPositive();
        assertThat(shardSeconds(RunReader.refitting(Optional.empty()).read("runs.csv", 2, row))).isZero();
    }

    private static double shardSeconds(Run run) {
        return ((MeasuredRun) run).setup().problem().conditions().framework().states().shardSeconds();
    }

    @Test
    void aFrameworkOfTheUserOverrulesTheRules() {
        Run run = RunReader.shipped(Optional.of("fsdp")).read("runs.csv", 2, Map.of("source", "NeMo",
                "model", "Llama3-8B", "gpu", "H100", "gpus", "8", "seq_len", "8192", "global_batch_seqs", "8"));
        assertThat(((MeasuredRun) run).setup().problem().conditions().framework().name()).isEqualTo("fsdp");
    }
}
