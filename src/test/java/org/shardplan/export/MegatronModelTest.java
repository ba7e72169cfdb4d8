package org.shardplan.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shardplan.TestLayouts;
import org.shardplan.TestProblems;
import org.shardplan.problem.Problem;

/** A model's shape and functions reach Megatron-LM as others write them, or it is said what does not. */
class MegatronModelTest {

    private static final Pattern ARGUMENT = Pattern.compile("--([a-z0-9-]+)(?: +([^-\\s]\\S*))?");
    /** What we say besides: run, layout, and defaults of Megatron-LM said all the same. */
    private static final Set<String> OURS = Set.of("seq-length", "max-position-embeddings", "attention-dropout",
            "hidden-dropout", "norm-epsilon", "kv-channels", "moe-layer-freq", "rope-scaling-factor");

    static List<String> models() {
        return Stream.of(text().split("\n\n")).filter(block -> !block.startsWith("#")).toList();
    }

    private static String text() {
        try (InputStream file = MegatronModelTest.class.getResourceAsStream("megatron-models.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Settings settings(String model) {
        Settings settings = new Settings();
        Problem problem = TestProblems.training(model, "4096x256", "{'gpu': 'H100-SXM-80', 'count': 64}", "");
        new MegatronModel(new TrainingPlan(problem, TestLayouts.of(8, 1, 8)), settings).write();
        return settings;
    }

    private static Settings inline(String functions) {
        return settings("{'name': 'tiny', 'layers': 12, 'hidden': 768, 'vocabulary': 50257, 'attention':"
                + " {'kind': 'grouped-query', 'heads': 12}, 'feedForward': {'width': 3072}" + functions + "}");
    }

    /** Numbers as they compare: 1e-5 is 0.00001. */
    private static Map<String, String> comparable(Map<String, String> arguments) {
        Map<String, String> comparable = new TreeMap<>();
        arguments.forEach((name, value) -> comparable.put(name,
                value.matches("[0-9.]+(e-?[0-9]+)?") ? Double.toString(Double.parseDouble(value)) : value));
        return comparable;
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsAreToldToMegatronAsOthersTellThem(String block) {
        Map<String, String> published = new TreeMap<>();
        Matcher argument = ARGUMENT.matcher(block.substring(block.indexOf('\n')));
        while (argument.find()) {
            published.put(argument.group(1), argument.group(2) == null ? "" : argument.group(2));
        }
        Map<String, String> ours = comparable(settings("'" + block.split(" ")[0] + "'").values());
        assertThat(ours).containsAllEntriesOf(comparable(published));
        Set<String> more = new TreeSet<>(ours.keySet());
        more.removeAll(published.keySet());
        assertThat(OURS).containsAll(more);
    }

    @Test
    void alibiIsNotWrittenAsRotary() {
        Settings bloom = settings("'BLOOM-176B'");
        assertThat(bloom.values()).containsEntry("position-embedding-type", "none").doesNotContainKey("rotary-base");
        assertThat(bloom.gaps()).anyMatch(gap -> gap.contains("ALiBi")).anyMatch(gap -> gap.contains("embedding norm"));
    }

    @Test
    void aTableOfPositionsIsOne() {
        assertThat(settings("'GPT-3-175B'").values()).containsEntry("position-embedding-type", "learned_absolute")
                .containsEntry("max-position-embeddings", "4096").containsEntry("normalization", "LayerNorm")
                .doesNotContainKeys("swiglu", "disable-bias-linear");
    }

    @Test
    void whatMegatronHasNoArgumentForIsSaid() {
        assertThat(settings("'OPT-175B'").gaps()).anyMatch(gap -> gap.startsWith("ReLU"));
        assertThat(settings("'Falcon-40B'").gaps()).anyMatch(gap -> gap.startsWith("parallel blocks"));
        Settings geglu = inline(", 'activation': 'gelu', 'peculiarities': ['zero-centred-norms', 'soft-caps']");
        assertThat(geglu.values()).containsKey("apply-layernorm-1p").doesNotContainKey("swiglu");
        assertThat(geglu.gaps()).anyMatch(gap -> gap.contains("GeGLU")).anyMatch(gap -> gap.startsWith("soft caps"));
    }

    @Test
    void whatIsNotKnownOfAModelIsLeftToWhoeverLaunchesIt() {
        assertThat(inline("").tasks()).anyMatch(task -> task.contains(
                "does not know --normalization, the activation, the positions (written as rotary) of the model"));
        assertThat(settings("'Llama-3.1-70B'").tasks()).noneMatch(task -> task.contains("does not know"));
    }

    @Test
    void dropoutIsTurnedOffWhereThePlanHasNone() {
        assertThat(inline("").values()).containsEntry("attention-dropout", "0.0")
                .containsEntry("hidden-dropout", "0.0");
        assertThat(inline(", 'dropout': true").values()).doesNotContainKeys("attention-dropout", "hidden-dropout");
    }
}
