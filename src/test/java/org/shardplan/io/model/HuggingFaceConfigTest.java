package org.shardplan.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.problem.ProblemFile;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Functions;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Norm;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Functions.Positions;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.Model;
import org.shardplan.problem.SlidingWindow;
import org.shardplan.problem.Stack;

class HuggingFaceConfigTest {

    private static final Path CONFIGS = Path.of("src/test/resources/org/shardplan/huggingface");
    private static final String LLAMA = """
            {"model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 8, "vocab_size": 128256}
            """;

    @TempDir
    private Path folder;

    private static ProblemFile file(Path config) {
        String path = config.toAbsolutePath().toString().replace("\\", "\\\\");
        return ProblemTexts.READER.read("problem.json",
                ProblemTexts.with("model", "{\"huggingFace\": \"" + path + "\"}"));
    }

    private static Model published(String name) {
        return file(CONFIGS.resolve(name + ".json")).problem().orElseThrow().model();
    }

    private ProblemFile written(String config) {
        try {
            return file(Files.writeString(folder.resolve("config.json"), config));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Model model(String config) {
        return written(config).problem().orElseThrow().model();
    }

    private List<String> errors(String config) {
        return written(config).diagnostics().stream().map(Diagnostic::message).toList();
    }

    /**
     * Totals of the published checkpoints, Gemma 3 without its vision tower, DeepSeek-V3 without the layer that
     * predicts further tokens. Where each shape and each total was read, and which were not found, stands in the
     * README.md beside the files: the total of opt-66b was found nowhere.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Llama-2-7B        | 6738415616
            Llama-2-70B       | 68976648192
            Llama-3.1-8B      | 8030261248
            Llama-3.1-70B     | 70553706496
            Llama-3.1-405B    | 405853388800
            Llama-3.2-1B      | 1235814400
            Qwen2.5-0.5B      | 494032768
            Qwen2.5-7B        | 7615616512
            Qwen2.5-72B       | 72706203648
            Qwen1.5-MoE-A2.7B | 14315784192
            Qwen3-0.6B        | 596049920
            Qwen3-8B          | 8190735360
            Qwen3-32B         | 32762123264
            Qwen3-30B-A3B     | 30532122624
            Qwen3-235B-A22B   | 235093634560
            Mistral-7B        | 7241732096
            Mistral-Nemo-12B  | 12247782400
            Mixtral-8x7B      | 46702792704
            Mixtral-8x22B     | 140620634112
            DeepSeek-V2-Lite  | 15706484224
            DeepSeek-V2       | 235741434880
            DeepSeek-V3       | 671026419200
            Kimi-K2           | 1026408232448
            gpt-oss-20b       | 20914757184
            gpt-oss-120b      | 116829156672
            gemma-2b          | 2506172416
            gemma-7b          | 8537680896
            gemma-2-9b        | 9241705984
            gemma-2-27b       | 27227128320
            gemma-3-1b        | 999885952
            gemma-3-4b        | 3880099328
            gemma-3-27b       | 27009346304
            phi-2             | 2779683840
            Phi-3-mini        | 3821079552
            phi-4             | 14659507200
            Falcon-180B       | 179522565120
            gpt-neox-20b      | 20554567680
            pythia-12b        | 11846072320
            opt-6.7b          | 6658473984
            opt-66b           | 65719701504
            bloom-560m        | 559214592
            BLOOM-176B        | 176247271424
            gpt2-xl           | 1557611200
            GLM-4-9B          | 9399951360
            GLM-4-9B-hf       | 9399951360
            """)
    void publishedConfigsHaveTheirPublishedNumberOfParameters(String name, double published) {
        assertThat(new ParameterCount(published(name)).total())
                .isCloseTo(published, Percentage.withPercentage(0.5));
    }

    /** Billions as the model's name or card has them, where the exact total was found nowhere. */
    @ParameterizedTest
    @CsvSource({"Seed-OSS-36B, 36.2", "SmolLM3-3B, 3.08", "Command-R, 35.0", "OLMoE-1B-7B, 6.92", "Phi-3.5-MoE, 41.9",
        "MiniMax-M2, 229", "ERNIE-4.5-21B-A3B, 21.8", "GLM-4.7-Flash, 30", "Qwen3-VL-235B, 235",
        "Granite-3.1-8B, 8.171"})
    void newerConfigsHaveTheNumberOfParametersTheyAreCalledBy(String name, double billions) {
        assertThat(new ParameterCount(published(name)).total() / 1e9)
                .isCloseTo(billions, Percentage.withPercentage(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Llama-2-7B", "Llama-2-70B", "Llama-3.1-8B", "Llama-3.1-70B", "Llama-3.1-405B",
        "Qwen2.5-7B", "Qwen2.5-72B", "Qwen3-0.6B", "Qwen3-8B", "Qwen3-32B", "Qwen3-30B-A3B", "Qwen3-235B-A22B",
        "Mistral-7B", "Mixtral-8x7B", "Mixtral-8x22B", "DeepSeek-V2", "DeepSeek-V3", "Kimi-K2", "GLM-4.5",
        "GLM-4.5-Air", "gpt-oss-20b", "gpt-oss-120b", "Falcon-40B", "Falcon-180B", "Llama-4-Scout",
        "Llama-4-Maverick"})
    void publishedConfigsAreTheModelsOfTheCatalogue(String name) {
        Model catalogued = TestProblems.model(name);
        assertThat(withProvenanceOf(catalogued, published(name))).isEqualTo(catalogued);
    }

    /** The catalogue has the dropout BLOOM was trained with, its config.json none. */
    @Test
    void bloomIsTheCataloguesButForItsDropout() {
        Model catalogued = TestProblems.model("BLOOM-176B");
        Model read = withProvenanceOf(catalogued, published("BLOOM-176B"));
        assertThat(catalogued.stack().dropout()).isTrue();
        Stack dropping = new Stack(read.layers(), read.hidden(), read.stack().bias(), true,
                read.stack().functions());
        assertThat(new Model(read.name(), dropping, read.attention(), read.feedForward(), read.vocabulary(),
                read.provenance())).isEqualTo(catalogued);
    }

    private static Model withProvenanceOf(Model other, Model model) {
        return new Model(model.name(), model.stack(), model.attention(), model.feedForward(), model.vocabulary(),
                other.provenance());
    }

    private static SlidingWindow window(String name) {
        return ((GroupedQueryAttention) published(name).attention()).window().orElseThrow();
    }

    @Test
    void windowsAreOnTheLayersThatHaveThem() {
        assertThat(window("Mistral-7B")).isEqualTo(new SlidingWindow(4096, 1));
        assertThat(window("gemma-2-9b")).isEqualTo(new SlidingWindow(4096, 0.5));
        assertThat(window("gemma-3-1b")).isEqualTo(new SlidingWindow(512, 22 / 26.0));
        assertThat(window("gpt-oss-20b")).isEqualTo(new SlidingWindow(128, 0.5));
        assertThat(((GroupedQueryAttention) published("Qwen2.5-7B").attention()).window()).isEmpty();
    }

    @Test
    void aWindowThatQwenSwitchesOnIsOnTheUpperLayers() {
        Model model = model(LLAMA.replace("llama", "qwen2").replace("\"vocab_size\"",
                "\"use_sliding_window\": true, \"sliding_window\": 512, \"max_window_layers\": 24, \"vocab_size\""));
        assertThat(((GroupedQueryAttention) model.attention()).window()).contains(new SlidingWindow(512, 0.25));
    }

    @Test
    void biasesAreWhereTheArchitectureHasThem() {
        assertThat(published("Llama-3.1-8B").stack().bias()).isEqualTo(Stack.Bias.NONE);
        assertThat(published("Qwen2.5-7B").stack().bias()).isEqualTo(Stack.Bias.QUERY_KEY_VALUE);
        assertThat(published("opt-6.7b").stack().bias()).isEqualTo(Stack.Bias.ALL);
        assertThat(model(LLAMA.replace("}", ", \"attention_bias\": true}")).stack().bias())
                .isEqualTo(Stack.Bias.QUERY_KEY_VALUE);
    }

    private static Functions functions(String name) {
        return published(name).stack().functions();
    }

    @Test
    void whatTheBlocksComputeIsThatOfTheFileAndItsArchitecture() {
        assertThat(functions("BLOOM-176B").positions().orElseThrow().kind()).isEqualTo(Positions.Kind.ALIBI);
        assertThat(functions("opt-6.7b").positions()).contains(Positions.LEARNED);
        assertThat(functions("GLM-4-9B").positions().orElseThrow().share()).isEqualTo(0.5);
        assertThat(functions("gemma-2-9b").activation()).contains(Activation.GELU);
        assertThat(functions("gemma-2-9b").peculiarities()).contains(Peculiarity.SOFT_CAPS);
        assertThat(functions("pythia-12b").norm().orElseThrow().kind()).isEqualTo(Norm.Kind.LAYER);
        assertThat(functions("Llama-3.1-70B").positions().orElseThrow().llamaFactor()).hasValue(8);
        assertThat(functions("Llama-4-Scout").peculiarities()).contains(Peculiarity.STRETCHED_ROTARY);
        assertThat(functions("Llama-4-Scout").positions().orElseThrow().llamaFactor()).isEmpty();
    }

    @Test
    void whatTheFileLeavesOpenIsNotGuessed() {
        Functions open = model(LLAMA).stack().functions();
        assertThat(open.activation()).isEmpty();
        assertThat(open.norm()).contains(new Norm(Norm.Kind.RMS, OptionalDouble.empty()));
        assertThat(open.positions().orElseThrow().base()).isEmpty();
        Functions newer = model(LLAMA.replace("}", ", \"rope_parameters\": {\"rope_type\": \"default\","
                + " \"rope_theta\": 1e6}, \"hidden_act\": \"relu2\"}")).stack().functions();
        assertThat(newer.positions().orElseThrow().base()).hasValue(1e6);
        assertThat(newer.activation()).contains(Activation.SQUARED_RELU);
        assertThat(newer.peculiarities()).isEmpty();
    }

    @Test
    void theModelIsCalledLikeItsFolderOrFileOrAsTheProblemSays() throws IOException {
        assertThat(model(LLAMA).name()).isEqualTo(folder.getFileName().toString());
        assertThat(published("Qwen3-8B").name()).isEqualTo("Qwen3-8B");
        Files.writeString(folder.resolve("config.json"), LLAMA);
        Path problem = Files.writeString(folder.resolve("problem.json"), ProblemTexts.with("model",
                "{\"huggingFace\": \"config.json\", \"name\": \"ours\"}"));
        assertThat(ProblemTexts.READER.read(problem).problem().orElseThrow().model().name()).isEqualTo("ours");
    }

    @Test
    void whatIsTakenFromTheClassOrLeftOutIsAnAssumption() {
        assertThat(file(CONFIGS.resolve("gemma-3-4b.json")).problem().orElseThrow().assumptions())
                .contains("num_attention_heads not in config.json: 8, the default of model_type gemma3_text.",
                        "Model gemma-3-4b: only its language model (text_config) is planned.");
        assertThat(file(CONFIGS.resolve("gpt-neox-20b.json")).problem().orElseThrow().assumptions())
                .anyMatch(sentence -> sentence.contains("side by side"));
        assertThat(file(CONFIGS.resolve("DeepSeek-V3.json")).problem().orElseThrow().assumptions())
                .anyMatch(sentence -> sentence.contains("num_nextn_predict_layers"));
    }

    @Test
    void sequencesLongerThanTheModelWasMadeForAreAnAssumption() throws IOException {
        String sentence = "sequenceLength (8192) is more than max_position_embeddings (4096) of config.json: planned as"
                + " if the model's positions were extended.";
        assertThat(written(LLAMA.replace("}", ", \"max_position_embeddings\": 4096}")).problem().orElseThrow()
                .assumptions()).contains(sentence);
        assertThat(written(LLAMA.replace("}", ", \"max_position_embeddings\": 8192}")).problem().orElseThrow()
                .assumptions()).noneMatch(assumption -> assumption.contains("max_position_embeddings"));
        Files.writeString(folder.resolve("config.json"), LLAMA.replace("}", ", \"max_position_embeddings\": 4096}"));
        Path serving = Files.writeString(folder.resolve("serving.json"), """
                {"version": 1, "model": {"huggingFace": "config.json"}, "workload": {"kind": "serving",
                 "inputTokens": 4000, "outputTokens": 97}, "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 8}]}}
                """);
        assertThat(ProblemTexts.READER.read(serving).question().orElseThrow().assumptions())
                .anyMatch(assumption -> assumption.startsWith("inputTokens + outputTokens (4097) is more than"));
    }

    @Test
    void anUnknownArchitectureIsNotGuessed() {
        ProblemFile read = written(LLAMA.replace("llama", "llamo"));
        assertThat(read.problem()).isEmpty();
        assertThat(read.diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.message()).contains("unknown model_type \"llamo\"", "what is missing", "deepseek_v3");
            assertThat(diagnostic.suggestion()).isEqualTo("did you mean \"llama\"?");
        });
    }

    @ParameterizedTest
    @CsvSource({"qwen3_next, linear attention", "minimax_m1, linear attention", "jamba, state-space",
        "falcon_h1, state-space", "nemotron_h, state-space", "granitemoehybrid, state-space", "gemma3n, embeddings",
        "deepseek_v32, an indexer", "glm_moe_dsa, an indexer", "nemotron-nas, layers that differ", "t5, an encoder"})
    void whatNoModelCanExpressIsNamed(String type, String part) {
        assertThat(errors(LLAMA.replace("llama", type))).singleElement().asString()
                .startsWith("The model_type (\"" + type + "\") must be one that can be expressed: what is missing is")
                .contains(part);
    }

    @Test
    void modelsThatAlsoSeeAreReadAsFarAsTheyWrite() {
        assertThat(file(CONFIGS.resolve("Qwen3-VL-235B.json")).problem().orElseThrow().assumptions())
                .contains("Model Qwen3-VL-235B: only its language model (text_config) is planned.");
        assertThat(written(LLAMA.replace("llama", "qwen2_5_vl").replace("}", ", \"vision_config\": {}}")).problem()
                .orElseThrow().assumptions()).anyMatch(sentence -> sentence.endsWith("without vision_config."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model_type": "llama", |                        | missing field "model_type"
            "llama"             | "mixtral"                 | missing field "num_experts" or "num_local_experts" or
            "vocab_size": 128256 | "vocabs": 128256         | missing field "vocab_size" or "padded_vocab_size"
            "hidden_size": 4096 | "hidden_size": "4096"     | The hidden ("4096") must be an integer. Maybe remove the
            "hidden_size": 4096 | "hidden_size": 1e999      | The hidden (1e999) must be at most 1,000,000.
            32,                 | -32,                      | The layers (-32 layers) must be at least 1.
            "num_key_value_heads": 8 | "num_key_value_heads": 7 | The keyValueHeads (7) must divide the heads (32).
            "hidden_size"       | "layer_types": ["linear_attention"], "hidden_size" | The layer_types
            "hidden_size"       | "tie_word_embeddings": 1, "hidden_size" | The tie_word_embeddings (1) must be true or
            "hidden_size"       | "word_embed_proj_dim": 512, "hidden_size" | The word_embed_proj_dim (512) must be
            "hidden_size"       | "hidden_size": 1, "hidden_size" | duplicate field "hidden_size"
            """)
    void whatIsWrongHasItsPlaceInTheConfig(String old, String replacement, String message) {
        ProblemFile read = written(LLAMA.replaceFirst(Pattern.quote(old),
                replacement == null ? "" : replacement));
        assertThat(read.problem()).isEmpty();
        Diagnostic first = read.diagnostics().get(0);
        assertThat(first.message()).startsWith(message);
        assertThat(first.location().file()).endsWith("config.json");
        assertThat(first.rendered()).contains("config.json:");
    }

    @Test
    void patternsNoModelCanExpressAreErrors() {
        String experts = LLAMA.replace("llama", "qwen3_moe").replace("\"vocab_size\"", "\"num_experts\": 8,"
                + " \"num_experts_per_tok\": 2, \"moe_intermediate_size\": 512, \"mlp_only_layers\": [3],"
                + " \"vocab_size\"");
        assertThat(errors(experts)).singleElement().asString().contains("mlp_only_layers must be the first ones");
        assertThat(errors(experts.replace("[3]", "[0, 1], \"moe_layer_freq\": 2"))).singleElement().asString()
                .contains("moe_layer_freq must be 1");
        assertThat(errors(experts.replace("[3]", "[0, 1]"))).isEmpty();
        assertThat(errors(experts.replace("[3]", "[0, 1], \"moe_layer_end_index\": 20"))).singleElement().asString()
                .contains("moe_layer_end_index must be that of the last layer");
    }

    @Test
    void aTruncatedFileIsAnErrorWhereverItEnds() {
        for (int length = 0; length < LLAMA.stripTrailing().length(); length++) {
            ProblemFile read = written(LLAMA.substring(0, length));
            assertThat(read.problem()).as("%d characters", length).isEmpty();
            assertThat(read.diagnostics()).isNotEmpty().allSatisfy(diagnostic ->
                    assertThat(diagnostic.location().file()).endsWith("config.json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "-1", "0", "1e18", "1e400", "0.5", "\"\"", "\"x\"", "[]", "[[]]", "{}"})
    void wrongTypesAreAnsweredNeverThrown(String replacement) throws IOException {
        for (String name : List.of("DeepSeek-V3", "gemma-3-4b", "gpt-oss-20b", "opt-6.7b", "Qwen1.5-MoE-A2.7B")) {
            String text = Files.readString(CONFIGS.resolve(name + ".json"));
            for (String word : text.split("[\\s:,\\[\\]{}]+")) {
                ProblemFile read = written(text.replace(word, replacement));
                assertThat(read.problem().isPresent() || read.diagnostics().stream().anyMatch(Diagnostic::isError))
                        .as("%s for %s in %s", replacement, word, name).isTrue();
            }
        }
    }

    @Test
    void deepNestingHugeFilesAndFoldersAreErrors() throws IOException {
        assertThat(errors("[".repeat(100_000))).singleElement().asString().contains("nesting depth");
        assertThat(file(Path.of("/")).problem()).isEmpty();
        assertThat(file(folder).diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.message()).contains("it is a directory"));
        Path huge = folder.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThat(file(huge).diagnostics()).singleElement().satisfies(diagnostic ->
                assertThat(diagnostic.message()).contains("at most 16 MiB"));
    }
}
