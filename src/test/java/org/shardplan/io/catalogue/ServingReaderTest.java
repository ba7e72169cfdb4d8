package org.shardplan.io.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.problem.ProblemTexts;
import org.shardplan.io.problem.ServingTexts;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Limits.Resources;
import org.shardplan.problem.Load;
import org.shardplan.problem.Operations;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.problem.Serving;
import org.shardplan.problem.Serving.Lengths;
import org.shardplan.problem.Serving.Shortcuts;
import org.shardplan.problem.Serving.Speculation;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Split;
import org.shardplan.problem.ServingLimits;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.ServingExamples;
import org.shardplan.serving.estimate.Upkeep;
import org.shardplan.units.Bytes;

class ServingReaderTest {

    @Test
    void everyFieldReachesTheProblem() {
        ServingProblem problem = ServingTexts.problem(ServingTexts.WHOLE);
        assertThat(problem.name()).isEqualTo("chat");
        assertThat(problem.engine().name()).isEqualTo("sglang");
        assertThat(problem.serving()).isEqualTo(new Serving(new Lengths(2000, 500, 0.8), new Load.OpenLoop(4),
                new ServiceLevels(OptionalDouble.of(500), OptionalDouble.of(30), OptionalDouble.of(20_000), 99, 90),
                new Shortcuts(0.25, 400, Optional.of(new Speculation(3, 0.7, 0.05)))));
        assertThat(problem.goal().objective()).isEqualTo(ServingObjective.THROUGHPUT_PER_GPU);
        assertThat(problem.goal().limits()).isEqualTo(new ServingLimits(
                new Resources(OptionalInt.of(6), 10, OptionalDouble.of(9)), OptionalDouble.of(20),
                OptionalDouble.of(1.5), Optional.of(Bytes.ofGib(2))));
        assertThat(problem.power()).isEqualTo(new Operations.Power(1.5, 0.6));
    }

    /** Eight H100 of 700 W: 1.5 times their TDP, of which 60 % are drawn. */
    @Test
    void powerIsThatOfTheProblemsOwnServers() {
        Upkeep upkeep = new Upkeep(ServingTexts.problem(ServingTexts.WHOLE),
                new ServingLayout.Aggregated(ServingExamples.tensor(4), 2));
        assertThat(upkeep.ratedPowerKw()).isEqualTo(8.4);
        assertThat(upkeep.averagePowerKw()).isEqualTo(5.04);
    }

    @Test
    void powerIsAnAssumptionWhereItCounts() {
        String assumed =
                "Power of servers not given: rated 1.8 times the TDP of their GPUs, drawing 80 % of it on average.";
        assertThat(ServingTexts.problem(ServingTexts.SMALL).assumptions()).doesNotContain(assumed);
        assertThat(ServingTexts.problem(ServingTexts.with("\"objective\": \"energy\"")).assumptions())
                .contains(assumed);
        assertThat(ServingTexts.problem(ServingTexts.with("\"limits\": {\"powerKw\": 9}")).assumptions())
                .contains(assumed);
        assertThat(ServingTexts.problem(ServingTexts.WHOLE).assumptions()).doesNotContain(assumed);
    }

    @Test
    void choicesReachTheProblem() {
        ServingAllowed allowed = ServingTexts.problem(ServingTexts.WHOLE).goal().allowed();
        assertThat(allowed.split()).isEqualTo(new Split(IntChoice.of(2, 4, 6), IntChoice.of(2, 4), IntChoice.of(1),
                IntChoice.of(1), IntChoice.of(1)));
        assertThat(allowed.formats().weights()).containsExactlyInAnyOrder(WeightFormat.BF16, WeightFormat.FP8);
        assertThat(allowed.formats().keyValues()).containsExactly(KeyValueFormat.FP8);
        assertThat(allowed.batching())
                .isEqualTo(new ServingAllowed.Batching(IntChoice.of(32, 64), IntChoice.of(2048)));
        assertThat(allowed.arrangement()).isEqualTo(new ServingAllowed.Arrangement(Set.of(false), false));
    }

    @Test
    void smallFileGetsDefaultsAndSaysWhichOnes() {
        ServingProblem problem = ServingTexts.problem(ServingTexts.SMALL);
        assertThat(problem.serving().load()).isEqualTo(new Load.Offline());
        assertThat(problem.goal().objective()).isEqualTo(ServingObjective.COST_PER_MILLION_TOKENS);
        assertThat(problem.goal().limits()).isEqualTo(ServingLimits.NONE);
        assertThat(problem.goal().allowed().formats().weights()).containsExactly(WeightFormat.BF16);
        assertThat(problem.assumptions()).contains("engine not given: vllm.",
                "Weight precision not given: bf16 only; add allow.weightPrecision or limits.maxQualityLossPercent to "
                        + "consider others.");
    }

    @Test
    void modelsPublishedInEightBitAreServedSo() {
        String text = ServingTexts.SMALL.replace("Llama-3.1-8B", "DeepSeek-R1");
        assertThat(ServingTexts.problem(text).goal().allowed().formats().weights()).containsExactly(WeightFormat.FP8);
    }

    @Test
    void aLimitOfQualityLossOpensAllFormats() {
        String text = ServingTexts.with("\"limits\": {\"maxQualityLossPercent\": 1}");
        assertThat(ServingTexts.problem(text).goal().allowed().formats().weights())
                .containsExactlyInAnyOrder(WeightFormat.values());
    }

    @Test
    void enginesGoByTheirAliases() {
        assertThat(ServingTexts.problem(ServingTexts.with("\"engine\": \"trtllm\"")).engine().name())
                .isEqualTo("tensorrt-llm");
    }

    @Test
    void anEngineFittedToOwnRunsIsReadFromItsFile(@TempDir Path folder) throws IOException {
        Engine ours = Engines.shipped().engine("sglang").orElseThrow();
        Files.writeString(folder.resolve("ours.json"), EngineDocument.of(ours));
        Path file = folder.resolve("problem.json");
        Files.writeString(file, ServingTexts.with("\"engine\": \"ours.json\""));
        ServingProblem problem = (ServingProblem) ProblemTexts.READER.read(file).question().orElseThrow();
        assertThat(problem.engine().room()).isEqualTo(ours.room());
        Files.writeString(folder.resolve("ours.json"), "{\"version\": 1}");
        assertThat(ProblemTexts.READER.read(file).diagnostics()).singleElement().extracting(Diagnostic::message)
                .asString().contains("must be a file that calibrate wrote, but: missing field \"engine\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "requestsPerSecond": 4, "concurrency": 8 | The concurrency (8) must not come with requestsPerSecond. Maybe
            "requestsPerSecond": 0                   | The requestsPerSecond (0 requests per second) must be at least
            "concurrency": 1.5                       | The concurrency (1.5 requests) must be an integer.
            "ttftMs": 500, "endToEndMs": 300         | The ttftMs (500) must be at most endToEndMs (300 ms). Maybe the
            "percentile": 99                         | The percentile (99) must come with ttftMs, tpotMs or endToEndMs.
            "levelConfidencePercent": 90             | The levelConfidencePercent (90) must come with ttftMs, tpotMs or endToEndMs.
            "tpotMs": 30, "levelConfidencePercent": 100 | The levelConfidencePercent (100 percent) must be at most 99.
            "tpotMs": 30, "percentile": 20           | The percentile (20) must be at least 50.
            "prefixHitRate": 1                       | The prefixHitRate (1) must be at most 0.999.
            "speculation": {"draftTokens": 3, "acceptance": 0.7} | missing field "draftCost"
            "speculation": {"draftTokens": 3, "acceptance": 7, "draftCost": 0} | The acceptance (7) must be at most 1.
            "prefixHitRate": 0.5, "sharedPrefixTokens": 1001 | The sharedPrefixTokens (1001) must be at most the cached
            "sequenceLength": 8192                   | The sequenceLength (8192) must come with workload.kind training.
            "tfftMs": 500                            | unknown field "tfftMs"
            """)
    void wrongWorkloadFieldIsOneError(String fields, String message) {
        assertThat(ProblemTexts.errors(ServingTexts.withWorkload(fields))).singleElement().asString().contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "engine": "vlm"                       | The engine ("vlm") must be one of vllm, sglang,
            "framework": "nemo"                   | The framework ("nemo") must come with workload.kind training.
            "objective": "step-time"              | The objective ("step-time") must be one of cost-per-million-tokens,
            "operations": {"restartMinutes": 5}   | The restartMinutes (5) must come with workload.kind training.
            "operations": {"averageLoad": 1.1}    | The averageLoad (1.1) must be at most 1.
            "limits": {"budgetUsd": 5}            | The budgetUsd (5) must come with workload.kind training.
            "limits": {"budgetUsdPerHour": 0}     | The budgetUsdPerHour (0 USD per hour) must be above 0.
            "limits": {"maxQualityLossPercent": -1} | The maxQualityLossPercent (-1 percent) must be at least 0.
            "allow": {"precision": ["fp8"]}       | The precision (a list) must come with workload.kind training.
            "allow": {"weightPrecision": ["fp6"]} | The weightPrecision ("fp6") must be one of bf16, fp16, fp8, int8,
            "allow": {"kvPrecision": "fp8"}       | The kvPrecision ("fp8") must be a list. Maybe put it in brackets,
            "allow": {"maxBatch": [0]}            | The maxBatch (0) must be at least 1.
            """)
    void wrongTopLevelFieldIsOneError(String fields, String message) {
        assertThat(ProblemTexts.errors(ServingTexts.with(fields))).singleElement().asString().contains(message);
    }

    @Test
    void anAnswerOfOneTokenHasNoNextTokenToLimit() {
        String text = ServingTexts.withWorkload("\"tpotMs\": 30").replace("500", "1");
        assertThat(ProblemTexts.errors(text)).containsExactly("The tpotMs (30) must come with outputTokens of at least "
                + "2: an answer of one token has no next one. Maybe limit ttftMs.");
    }

    @Test
    void requestsLongerThanTheModelWasMadeForAreSaid() {
        String text = ServingTexts.SMALL.replace("Llama-3.1-8B", "Llama-2-7B");
        assertThat(ServingTexts.problem(text).assumptions()).noneMatch(assumption -> assumption.contains("made for"));
        assertThat(ServingTexts.problem(text.replace("2000", "4000")).assumptions()).contains("inputTokens + "
                + "outputTokens (4500) is more than the 4096 tokens the model was made for: planned as if the model's "
                + "positions were extended.");
    }

    @Test
    void withoutAKindNothingElseIsAskedOfRequests() {
        assertThat(ProblemTexts.errors(ServingTexts.SMALL.replace("\"kind\": \"serving\", ", "")))
                .containsExactly("missing field \"kind\"");
    }

    @Test
    void misspeltLevelsSuggestTheirNames() {
        assertThat(ProblemTexts.READER.read("p", ServingTexts.withWorkload("\"tpotms\": 5")).diagnostics())
                .singleElement().extracting(Diagnostic::suggestion).isEqualTo("did you mean \"tpotMs\"?");
    }

    @Test
    void costNeedsAPriceForEveryPool() {
        String text = ServingTexts.SMALL.replace("\"H100-SXM-80\"", GpuFieldTest.INLINE);
        assertThat(ProblemTexts.errors(text)).containsExactly("The objective (cost-per-million-tokens, as none is "
                + "given) must come with the price of every GPU, pool X1 has none. Maybe add pricePerGpuHourUsd to the "
                + "pool.");
    }

    @Test
    void everyPublishedLossHasAKnownFormat() {
        List<String> formats = Stream.concat(Stream.of(WeightFormat.values()).map(WeightFormat::label),
                Stream.of(KeyValueFormat.values()).map(KeyValueFormat::label)).toList();
        assertThat(PublishedLossesReader.shipped().weights()).isNotEmpty()
                .allSatisfy(loss -> assertThat(formats).contains(loss.format()));
        assertThat(PublishedLossesReader.shipped().keyValues()).isNotEmpty()
                .allSatisfy(loss -> assertThat(formats).contains(loss.format()));
    }
}
