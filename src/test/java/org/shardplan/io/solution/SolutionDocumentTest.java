package org.shardplan.io.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.shardplan.TestAnswers;
import org.shardplan.TestProblems;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Advisor;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.io.layout.LayoutFile;
import org.shardplan.io.layout.LayoutReader;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;

class SolutionDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Advisor ADVISOR = new Advisor(Duration.ofSeconds(60));
    private static final String SCHEMA = "classpath:/org/shardplan/schema/solution.schema.json";

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new AssertionError(document, failure);
        }
    }

    private static Set<ValidationMessage> complaints(String pointer, String document) {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SCHEMA + pointer));
        return schema.validate(read(document));
    }

    @Test
    void everyKindOfAnswerConformsToTheSchema() {
        assertThat(complaints("", SolutionDocument.of(TestAnswers.feasible()))).isEmpty();
        assertThat(complaints("", SolutionDocument.of(TestAnswers.unproved()))).isEmpty();
        assertThat(complaints("", SolutionDocument.of(TestAnswers.infeasible()))).isEmpty();
        assertThat(complaints("", SolutionDocument.of(TestAnswers.unknown()))).isEmpty();
    }

    @Test
    void explanationsConformToTheirSchema() {
        for (String layout : List.of("tp=8", "tp=3,pp=2,dp=1", "tp=1,dp=8,zeroStage=0")) {
            Explanation explanation = TestAnswers.explanation(layout);
            assertThat(complaints("#/$defs/explanation", ExplanationDocument.of(explanation, Advice.NONE))).isEmpty();
            assertThat(complaints("#/$defs/explanation", ExplanationDocument.of(explanation, ADVISOR.advise(explanation))))
                    .isEmpty();
        }
    }

    @Test
    void anImpossibleQuestionConformsToTheSchema() {
        Problem problem = TestProblems.training("Llama-1-65B", "2048x64", "H100-SXM-80", 8, "");
        Explanation explanation = new Explainer().explain(new LayoutEstimator(problem),
                LayoutText.parse("tp=4,pp=2", problem).layout().orElseThrow());
        String document = ExplanationDocument.of(explanation, ADVISOR.advise(explanation));
        assertThat(complaints("#/$defs/explanation", document)).isEmpty();
        assertThat(read(document).at("/obstacle/moves").size()).isPositive();
    }

    @Test
    void theSchemaAdmitsNothingItDoesNotDescribe() {
        String document = SolutionDocument.of(TestAnswers.feasible());
        assertThat(complaints("", document.replace("\"tp\"", "\"tensor\""))).isNotEmpty();
        assertThat(complaints("", document.replace("\"optimal\"", "\"infeasible\""))).isNotEmpty();
    }

    @Test
    void theSameAnswerGivesTheSameBytes() {
        assertThat(SolutionDocument.of(TestAnswers.feasible())).isEqualTo(SolutionDocument.of(TestAnswers.feasible()));
    }

    @Test
    void whatDiffersFromRunToRunStandsApart() {
        RunFacts facts = new RunFacts("1.0", "both", 7, Duration.ofMillis(1_250));
        String document = SolutionDocument.of(TestAnswers.feasible(), facts);
        assertThat(complaints("", document)).isEmpty();
        assertThat(read(document).at("/run/wallClockSeconds").asDouble()).isEqualTo(1.25);
        assertThat(read(SolutionDocument.of(TestAnswers.feasible())).has("run")).isFalse();
    }

    @Test
    void thePartsSumToTheTotals() {
        JsonNode estimate = read(SolutionDocument.of(TestAnswers.feasible())).get("estimate");
        assertThat(sum(estimate.get("memory"))).isCloseTo(estimate.get("memoryGiBPerGpu").asDouble(), within(1e-6));
        assertThat(sum(estimate.get("time"))).isCloseTo(estimate.get("stepTimeSeconds").asDouble(), within(1e-6));
    }

    @Test
    void theLayoutReadsBack() {
        Answer answer = TestAnswers.feasible();
        LayoutFile read = LayoutReader.read("solution.json", SolutionDocument.of(answer), answer.problem());
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.layout()).hasValue(answer.ranking().get(0).layout());
    }

    @Test
    void alternativesSayHowFarTheyAreFromTheBest() {
        JsonNode alternatives = read(SolutionDocument.of(TestAnswers.feasible())).get("alternatives");
        assertThat(alternatives).hasSize(2);
        assertThat(alternatives.at("/1/vsBestPercent").asDouble()).isGreaterThan(5);
        assertThat(alternatives.at("/1/tie").asBoolean()).isFalse();
    }

    @Test
    void anInfeasibleAnswerHasANearestMissWithItsNumbersAndNoLayout() {
        JsonNode document = read(SolutionDocument.of(TestAnswers.infeasible()));
        assertThat(document.has("layout")).isFalse();
        JsonNode violation = document.at("/nearest/violations/0");
        assertThat(violation.get("rule").asText()).isEqualTo("memory-capacity");
        assertThat(violation.get("needed").asDouble()).isGreaterThan(violation.get("available").asDouble());
    }

    private static double sum(JsonNode parts) {
        return StreamSupport.stream(parts.spliterator(), false).mapToDouble(JsonNode::asDouble).sum();
    }
}
