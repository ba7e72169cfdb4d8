package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.mixed.planner.MixedProblems;
import org.shardplan.mixed.serving.MixedServingProblems;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Problem;
import org.shardplan.units.Bandwidth;

class MixedReaderTest {

    private static final String POOLS = "{'gpu': 'A100-SXM-40', 'count': 32}, {'gpu': 'H100-SXM-80', 'count': 20}";
    private static final String LINKS =
            "\"links\": [{\"pools\": [\"h100-sxm-80\", \"A100-SXM-40\"], \"interPoolGBps\": 10}]";

    private static String text(String more) {
        return MixedProblems.text("'Llama-3.1-8B'", "4096x64", POOLS, more);
    }

    private static String linked(String text, String links) {
        return text.replace("\"cluster\": {", "\"cluster\": {" + links + ", ");
    }

    @Test
    void aTrainingMayRunAsOnePipelineOverSeveralPools() {
        MixedProblem problem = MixedProblems.read("'Llama-3.1-8B'", "4096x64", POOLS, "");
        assertThat(problem.nodes(0)).isEqualTo(4);
        assertThat(problem.nodes(1)).isEqualTo(2);
        assertThat(problem.assumptions().get(0)).startsWith("No run of a mixed pipeline was measured");
        assertThat(problem.assumptions())
                .contains("Of pool H100-SXM-80, 4 GPUs are no whole node and stay unused.");
    }

    @Test
    void aLinkIsWhatTheProblemSaysInBothDirections() {
        MixedProblem problem = (MixedProblem) ProblemTexts.READER.read("p", linked(text(""), LINKS)).question()
                .orElseThrow();
        assertThat(problem.link(0, 1)).contains(Bandwidth.ofGBps(10)).isEqualTo(problem.link(1, 0));
        assertThat(problem.link(0, 0)).isEmpty();
    }

    @Test
    void onePoolIsTheUsualLayout() {
        String text = text("").replace("mixed-pipeline", "one-pool");
        assertThat(ProblemTexts.READER.read("p", text).question().orElseThrow()).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            , 'objective': 'cost'              | The objective ("cost") must be step-time, time-to-train or throughput
            , 'limits': {'maxGpus': 8}         | The maxGpus (8) must come with layout one-pool
            , 'limits': {'budgetUsd': 8}       | The budgetUsd (8) must come with layout one-pool
            , 'allow': {'pp': [4]}             | The pp (a list) must come with layout one-pool
            , 'allow': {'offload': [true]}     | The offload (a list) must come with layout one-pool
            , 'allow': {'zeroStage': [2, 3]}   | The zeroStage (a list) must hold 0 or 1 for a mixed pipeline.
            , 'layuot': 'one-pool'             | unknown field "layuot"
            """)
    void whatNoMixedPipelineAnswersIsOneError(String more, String message) {
        assertThat(ProblemTexts.errors(text(more))).singleElement().asString().contains(message);
    }

    @Test
    void aMixedPipelineThatTrainsIsOneModelOfEqualLayers() {
        assertThat(ProblemTexts.errors(MixedProblems.text("'DeepSeek-V3'", "4096x64", POOLS, "")))
                .containsExactly("The model (\"DeepSeek-V3\") must have experts in all of its layers or in none for a "
                        + "mixed pipeline, it has them in 58 of 61.");
        assertThat(MixedProblems.read("'Mixtral-8x7B'", "4096x64", POOLS, "").assumptions())
                .anySatisfy(said -> assertThat(said).startsWith("Experts stay inside a stage"));
        assertThat(ProblemTexts.errors(FleetTexts.SMALL.replace(
                "\"version\": 1", "\"version\": 1, \"layout\": \"mixed-pipeline\"")))
                .containsExactly("The layout (\"mixed-pipeline\") must come with one model.");
    }

    private static String serving(String more) {
        return MixedServingProblems.text("'Mixtral-8x7B'", ", 'inputTokens': 1000, 'outputTokens': 100", POOLS, more);
    }

    @Test
    void anEndpointMayRunAsOnePipelineOverSeveralPools() {
        MixedServingProblem problem = (MixedServingProblem) ProblemTexts.READER.read("p", linked(serving(""), LINKS))
                .question().orElseThrow();
        assertThat(problem.cluster().link(0, 1)).contains(Bandwidth.ofGBps(10));
        assertThat(problem.assumptions().get(0)).startsWith("No run of a pipeline over different GPUs was measured");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            , 'allow': {'attentionDp': [2]}       | The attentionDp (a list) must come with layout one-pool
            , 'allow': {'disaggregation': [true]} | The disaggregation (a list) must come with layout one-pool
            , 'allow': {'mixedShapes': false}     | The mixedShapes (false) must come with layout one-pool
            , 'limits': {'budgetUsd': 8}          | The budgetUsd (8) must come with workload.kind training
            """)
    void whatNoMixedPipelineThatServesAnswersIsOneError(String more, String message) {
        assertThat(ProblemTexts.errors(serving(more))).singleElement().asString().contains(message);
    }

    @Test
    void aPipelineThatServesNeedsTwoGpus() {
        assertThat(ProblemTexts.errors(MixedServingProblems.text("'Llama-3.1-8B'",
                ", 'inputTokens': 1000, 'outputTokens': 100", "{'gpu': 'L40S', 'count': 1, 'gpusPerNode': 1}", "")))
                .singleElement().asString().contains("must have at least 2 GPUs for a mixed pipeline");
    }

    @Test
    void aMixedPipelineHasAFewNodes() {
        assertThat(ProblemTexts.errors(text("").replace("\"count\": 32", "\"count\": 3200"))).singleElement().asString()
                .contains("must have 2 to 64 nodes for a mixed pipeline, it has 402");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "links": []                                                           | must have at least one item
            "links": [{"pools": ["A100-SXM-40"], "interPoolGBps": 1}]             | must name two different pools
            "links": [{"pools": ["A100-SXM-40", "A100-SXM-40"], "interPoolGBps": 1}] | must name two different pools
            "links": [{"pools": ["A100-SXM-40", "B200"], "interPoolGBps": 1}]     | unknown pool or GPU "B200"
            "links": [{"pools": ["A100-SXM-40", "H100-SXM-80"]}]                  | missing field "interPoolGBps"
            "links": [{"pools": ["A100-SXM-40", "H100-SXM-80"], "interPoolGBps": 0}] | must be above 0
            """)
    void aWrongLinkIsOneError(String links, String message) {
        assertThat(ProblemTexts.errors(linked(text(""), links))).singleElement().asString().contains(message);
    }

    @Test
    void linksBetweenPoolsGoWithMixedPipelines() {
        assertThat(ProblemTexts.errors(linked(text("").replace("mixed-pipeline", "one-pool"), LINKS)))
                .containsExactly("The cluster (an object) must have no links unless the layout is mixed-pipeline.");
    }
}
