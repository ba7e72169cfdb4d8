package org.shardplan.io.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shardplan.TestProblems;
import org.shardplan.io.json.JsonText;
import org.shardplan.io.layout.ServingLayoutFile;
import org.shardplan.io.layout.ServingLayoutSection;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingExplanation;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

class ServingDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "classpath:/org/shardplan/schema/solution.schema.json";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ServingAnswer answer(String workload, String more) {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", workload, "H100-SXM-80", 2, more);
        return new ServingSolver().solve(problem, new SolverOptions(SearchKind.EXACT, 3, 0, LIMIT));
    }

    private static Set<ValidationMessage> complaints(String pointer, String document) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SCHEMA + pointer))
                .validate(read(document));
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(document, failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'requestsPerSecond': 2, 'ttftMs': 900, 'percentile': 99", ", 'concurrency': 8",
        ", 'ttftMs': 1"})
    void everyKindOfAnswerConformsToTheSchema(String workload) {
        for (String arrangement : new String[] {"true", "false"}) {
            ServingAnswer answer = answer(workload, ", 'allow': {'disaggregation': [" + arrangement + "]}");
            assertThat(complaints("", ServingSolutionDocument.of(answer))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tp=2", "tp=3", "prefill.tp=1,decode.tp=1,maxBatch=8", "tp=1,replicas=9,maxBatch=100000"})
    void explanationsConformToTheirSchema(String layout) {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", ", 'tpotMs': 20", "H100-SXM-80", 2, "");
        ServingExplanation explanation = ServingExplanation.of(new ServingEstimator(problem),
                ServingLayoutText.parse(layout, problem).layout().orElseThrow());
        String document =
                ServingExplanationDocument.of(explanation, ServingAdvice.of(explanation, LIMIT).withBindings());
        assertThat(complaints("#/$defs/servingExplanation", document)).isEmpty();
    }

    @Test
    void theSchemaAdmitsNothingItDoesNotDescribe() {
        String document = ServingSolutionDocument.of(answer("", ""));
        assertThat(complaints("", document.replace("\"maxBatch\"", "\"batch\""))).isNotEmpty();
        assertThat(complaints("", document.replace("\"ttftMs\"", "\"ttft\""))).isNotEmpty();
    }

    @Test
    void theFieldsThatConsumersRelyOnAreThere() {
        JsonNode document = read(ServingSolutionDocument.of(answer(", 'concurrency': 16", "")));
        assertThat(document.at("/layout/weightPrecision").asText()).isEqualTo("bf16");
        assertThat(document.at("/layout/replicas").asInt()).isPositive();
        assertThat(document.at("/layout/maxBatch").asInt()).isPositive();
        for (String field : new String[] {"ttftMs", "tpotMs", "tokensPerSecondTotal", "usdPerMillionTokens", "kvCacheGiB"}) {
            assertThat(document.at("/estimate/" + field).asDouble()).as(field).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tp=2,replicas=1,weights=bf16,kv=bf16,maxBatch=7,chunkTokens=2048",
        "tp=1,replicas=1,weights=bf16,kv=bf16,maxBatch=3,chunkTokens=512+"
                + "tp=1,pp=2,replicas=1,weights=fp8,kv=fp8,maxBatch=7,chunkTokens=2048",
        "prefill.tp=1,prefill.replicas=1,prefill.weights=bf16,prefill.kv=bf16,prefill.maxBatch=1,"
                + "prefill.chunkTokens=8192,decode.tp=1,decode.replicas=1,decode.weights=bf16,decode.kv=bf16,"
                + "decode.maxBatch=9,decode.chunkTokens=8192"})
    void layoutsReadBackAsTextAndAsDocuments(String text, @TempDir Path folder) throws Exception {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", "", "H100-SXM-80", 2, "");
        ServingLayout layout = ServingLayoutText.parse(text, problem).layout().orElseThrow();
        assertThat(ServingLayoutText.format(layout, problem)).isEqualTo(text);
        Path file = folder.resolve("layout.json");
        Files.writeString(file, JsonText.of(json -> ServingLayoutSection.write(problem, layout, json)));
        assertThat(ServingLayoutText.read(file, problem).layout()).contains(layout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tp", "tp=x", "tp=0", "tp=2,tp=4", "sp=true", "weights=fp6", "gpu=B200", "tp=1024,pp=1024",
        "tp=1000,replicas=1000000", "=", "+", ""})
    void wrongLayoutsAreDiagnosedAndNeverThrow(String text) {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", "", "H100-SXM-80", 2, "");
        ServingLayoutFile read = ServingLayoutText.parse(text, problem);
        assertThat(read.layout()).isEmpty();
        assertThat(read.diagnostics()).isNotEmpty();
    }

    @Test
    void whatALayoutLeavesOutIsTheUsual() {
        ServingProblem problem = TestProblems.serving("Llama-3.1-8B", ", 'concurrency': 12", "H100-SXM-80", 8, "");
        ServingLayout layout = ServingLayoutText.parse("tp=2", problem).layout().orElseThrow();
        assertThat(ServingLayoutText.format(layout, problem))
                .isEqualTo("tp=2,replicas=4,weights=bf16,kv=bf16,maxBatch=12,chunkTokens=8192");
    }
}
