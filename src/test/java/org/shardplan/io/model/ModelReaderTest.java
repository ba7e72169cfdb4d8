package org.shardplan.io.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.Functions;
import org.shardplan.problem.Functions.Activation;
import org.shardplan.problem.Functions.Norm;
import org.shardplan.problem.Functions.Peculiarity;
import org.shardplan.problem.Functions.Positions;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.SlidingWindow;
import org.shardplan.problem.Stack;
import org.shardplan.problem.Vocabulary;

class ModelReaderTest {

    private static final String DENSE = """
            {"name": "tiny", "layers": 12, "hidden": 768, "vocabulary": 50257,
             "attention": {"kind": "grouped-query", "heads": 12},
             "feedForward": {"width": 3072}}""";

    private static final String SPARSE =
            DENSE.replace("3072}}", "3072}, \"experts\": {\"count\": 16, \"topK\": 8, \"width\": 512}}");

    @Test
    void shortestShapeTakesDefaults() {
        assertThat(model(DENSE)).isEqualTo(new Model("tiny",
                new Stack(12, 768, Stack.Bias.NONE, false),
                new GroupedQueryAttention(12, 12, 64, Optional.empty()),
                new DenseFeedForward(3072, true),
                new Vocabulary(50257, false, 0),
                Provenance.USER));
    }

    @Test
    void everyFieldOfADenseModelIsRead() {
        Model model = model("""
                {"name": "tiny", "layers": 12, "hidden": 768, "vocabulary": 50257, "tiedEmbeddings": true,
                 "learnedPositions": 1024, "bias": "all", "dropout": true,
                 "norm": {"kind": "layer", "epsilon": 1e-6}, "activation": "relu", "peculiarities": ["soft-caps"],
                 "attention": {"kind": "grouped-query", "heads": 12, "keyValueHeads": 4, "headWidth": 96,
                   "slidingWindow": {"tokens": 128, "layers": 6}},
                 "feedForward": {"width": 3072, "gated": false}}""");
        assertThat(model.stack()).isEqualTo(new Stack(12, 768, Stack.Bias.ALL, true, new Functions(
                Optional.of(new Norm(Norm.Kind.LAYER, OptionalDouble.of(1e-6))), Optional.of(Activation.RELU),
                Optional.of(Positions.LEARNED), Set.of(Peculiarity.SOFT_CAPS))));
        assertThat(model.attention())
                .isEqualTo(new GroupedQueryAttention(12, 4, 96, Optional.of(new SlidingWindow(128, 0.5))));
        assertThat(model.feedForward()).isEqualTo(new DenseFeedForward(3072, false));
        assertThat(model.vocabulary()).isEqualTo(new Vocabulary(50257, true, 1024));
    }

    @Test
    void rotaryPositionsAreRead() {
        assertThat(model(DENSE.replace("\"layers\"", "\"positions\": {\"kind\": \"rotary\", \"base\": 500000,"
                + " \"share\": 0.5, \"llamaFactor\": 8}, \"layers\"")).stack().functions().positions())
                .contains(new Positions(Positions.Kind.ROTARY, OptionalDouble.of(500_000), 0.5, OptionalDouble.of(8)));
    }

    @Test
    void latentAttentionAndExpertsAreRead() {
        Model model = model("""
                {"name": "sparse", "layers": 61, "hidden": 7168, "vocabulary": 129280,
                 "attention": {"kind": "latent", "heads": 128, "queryRank": 1536, "keyValueRank": 512,
                   "plainWidth": 128, "rotaryWidth": 64, "valueWidth": 128},
                 "feedForward": {"width": 18432},
                 "experts": {"count": 256, "topK": 8, "groupLimit": 4, "groups": 8, "width": 2048, "sharedWidth": 2048,
                   "leadingDenseLayers": 3}}""");
        assertThat(model.attention()).isEqualTo(new LatentAttention(128, 1536, 512, 128, 64, 128));
        assertThat(model.feedForward()).isEqualTo(new MixtureOfExperts(new DenseFeedForward(18432, true),
                new MixtureOfExperts.Routing(256, 8, 4, 8), new DenseFeedForward(2048, true), 2048,
                new MixtureOfExperts.Placement(3, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "layers": 12      | "layers": 12, "learnedPositions": 9, "positions": {"kind": "alibi"} | The positions (an
            "layers": 12      | "layers": 10001             | The layers (10001 layers) must be at most 10,000.
            "hidden": 768     | "hidden": 770               | The heads (12) must divide hidden (770). Maybe give
            "hidden": 768     | "hidden": 2000000           | The hidden (2000000) must be at most 1,000,000.
            "vocabulary": 50257 | "vocabulary": 1e8         | The vocabulary (1e8 tokens) must be at most 10,000,000.
            "heads": 12       | "heads": 12, "keyValueHeads": 5 | The keyValueHeads (5) must divide the heads (12).
            "heads": 12       | "heads": 12, "keyValueHeads": 24 | The keyValueHeads (24) must divide
            "heads": 12       | "heads": 12, "slidingWindow": {"tokens": 9, "layers": 13} | The layers (13 layers) must
            "grouped-query"   | "grouped"                   | The kind ("grouped") must be one of grouped-query, latent.
            "topK": 8         | "topK": 17                  | The topK (17) must be at most the count of experts (16).
            "topK": 8         | "topK": 8, "leadingDenseLayers": 12 | The leadingDenseLayers (12 layers) must be at
            "count": 16       | "count": 99999              | The count (99999 experts) must be at most 65,536.
            "width": 3072     | "width": 0                  | The width (0) must be at least 1.
            "width": 3072     | "widht": 3072               | unknown field "widht"
            "name": "tiny",   | "bias": "some", "name": "x", | The bias ("some") must be one of none, qkv, all.
            """)
    void wrongShapeIsOneError(String old, String replacement, String message) {
        assertThat(errors(SPARSE.replace(old, replacement))).singleElement().asString().startsWith(message);
    }

    @Test
    void wrongNumberDoesNotCauseErrorsElsewhere() {
        assertThat(errors(DENSE.replace("\"layers\": 12", "\"layers\": 0").replace("\"heads\": 12", "\"heads\": 0")))
                .containsExactly(
                        "The layers (0 layers) must be at least 1.", "The heads (0 heads) must be at least 1.");
    }

    @Test
    void catalogueNamesAndAliasesIgnoreCapitals() {
        assertThat(model("\"llama-3.1-70b\"").name()).isEqualTo("Llama-3.1-70B");
    }

    private static Model model(String json) {
        return ProblemTexts.problem(ProblemTexts.with("model", json)).model();
    }

    private static List<String> errors(String json) {
        return ProblemTexts.errors(ProblemTexts.with("model", json));
    }
}
