package org.shardplan.io.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.io.catalogue.GpuFieldTest;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Diagnostic.Excerpt;

class ProblemErrorsTest {

    @Test
    void allErrorsComeAtOnceInTheOrderOfTheFile() {
        String text = """
                {
                  "version": 1,
                  "modle": "Llama-3.1-8B",
                  "workload": {"kind": "training", "sequenceLength": -4, "globalBatch": 4096.5, "tokens": "1e12"},
                  "cluster": {"pools": [{"gpu": "H100-SMX-80", "count": 4, "gpusPerNode": 8}, {"gpu": "H100-SXM-80"}]},
                  "objective": "step-tmie",
                  "limits": {"memoryUsePercent": {"min": 90, "max": 10}, "budgetUsd": 0}
                }
                """;
        ProblemFile file = ProblemTexts.READER.read("p.json", text);
        assertThat(file.problem()).isEmpty();
        assertThat(file.diagnostics()).extracting(Diagnostic::message).containsExactly(
                "unknown field \"modle\"",
                "The sequenceLength (-4 tokens) must be at least 1. "
                        + "Maybe count the tokens of one sequence, such as 8192.",
                "The globalBatch (4096.5 sequences) must be an integer. Maybe use 4097.",
                "The tokens (\"1e12\") must be a number. Maybe remove the quotes.",
                "unknown GPU \"H100-SMX-80\"; \"shardplan catalog gpus\" lists what is built in",
                "The gpusPerNode (8) must be at most the count of GPUs (4). Maybe the two are swapped.",
                "missing field \"count\"",
                "The objective (\"step-tmie\") must be one of step-time, time-to-train, throughput, cost, gpu-count, "
                        + "energy.",
                "The min (90) must be at most max (10). Maybe the two are swapped.",
                "The budgetUsd (0 USD) must be above 0.");
        assertThat(file.diagnostics()).extracting(diagnostic -> excerpt(diagnostic).line())
                .containsExactly(3, 4, 4, 4, 5, 5, 5, 6, 7, 7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            version   | 2                     | The version (2) must be 1. Maybe a newer version of shardplan wrote
            version   | "1"                   | The version ("1") must be an integer. Maybe remove the quotes.
            name      | ""                    | The name ("") must not be blank.
            name      | "a\\u001bb"           | must have no control characters.
            model     | 7                     | The model (7) must be a name from the catalogue or an object.
            model     | "Lama-3.1-8B"         | unknown model "Lama-3.1-8B"
            model     | {"huggingFace": "no/x.json"} | The file (no/x.json) must exist.
            workload  | {"kind": "training", "sequenceLength": 8192, "globalBatch": 256, "ttftMs": 1} | The ttftMs (1) must come with workload.kind serving.
            limits    | {"budgetUsdPerHour": 5} | The budgetUsdPerHour (5) must come with workload.kind serving.
            allow     | {"kvPrecision": ["fp8"]} | The kvPrecision (a list) must come with workload.kind serving.
            engine    | "vllm"                | The engine ("vllm") must come with workload.kind serving.
            workload  | {"kind": "trainning", "x": 2} | The kind ("trainning") must be one of training, serving.
            workload  | null                  | The workload (null) must be an object.
            cluster   | {"pools": []}         | The pools ([]) must have at least one item. Maybe leave it out.
            cluster   | {"pools": {}}         | The pools (an object) must be a list. Maybe put it in brackets, [{…}].
            cluster   | {}                    | missing field "pools"
            objective | "fast"                | The objective ("fast") must be one of step-time,
            objective | "time-to-train"       | The objective ("time-to-train") must come with workload.tokens.
            limits    | {"budgetUsd": 1}      | The budgetUsd (1) must come with workload.tokens.
            limits    | {"deadlineHours": 1}  | The deadlineHours (1) must come with workload.tokens.
            limits    | {"budgetUsd": -5}     | The budgetUsd (-5 USD) must be above 0.
            limits    | {"maxGpus": 0}        | The maxGpus (0 GPUs) must be at least 1. Maybe leave it out to allow
            limits    | {"modelGrowth": 0.5}  | The modelGrowth (0.5) must be at least 1.
            limits    | {"spareGpusPercent": 101} | The spareGpusPercent (101 percent) must be at most 100.
            limits    | {"useAll": "yes"}     | The useAll ("yes") must be true or false.
            limits    | []                    | The limits (a list) must be an object.
            allow     | {"tp": []}            | The tp ([]) must have at least one item. Maybe leave it out.
            allow     | {"tp": 8}             | The tp (8) must be a list. Maybe put it in brackets, [8].
            allow     | {"tp": [0]}           | The tp (0) must be at least 1.
            allow     | {"tp": [1.5]}         | The tp (1.5) must be an integer. Maybe use 2.
            allow     | {"zeroStage": [4]}    | The zeroStage (4) must be at most 3.
            allow     | {"zeroStage": ["1"]}  | The zeroStage ("1") must be an integer. Maybe remove the quotes.
            allow     | {"precision": ["BF16"]} | The precision ("BF16") must be one of bf16, fp16, fp8, nvfp4.
            allow     | {"offload": ["no"]}   | The offload ("no") must be true or false.
            framework | "megatorn"            | The framework ("megatorn") must be one of megatron,
            operations | {"averageLoad": 1.1} | The averageLoad (1.1) must be at most 1.
            wrokload  | {}                    | unknown field "wrokload"
            """)
    void wrongTopLevelFieldIsOneError(String name, String value, String message) {
        assertThat(ProblemTexts.errors(ProblemTexts.with(name, value))).singleElement().asString().contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "count": 0                            | The count (0 GPUs) must be at least 1.
            "count": 1e400                        | The count (1e400 GPUs) must be at most 1,000,000.
            "count": 99999999999                  | The count (99999999999 GPUs) must be at most 1,000,000.
            "count": -1e400                       | The count (-1e400 GPUs) must be at least 1.
            "count": true                         | The count (true) must be an integer.
            "count": null                         | The count (null) must be an integer.
            "count": 8, "gpusPerNode": 9          | The gpusPerNode (9) must be at most the count of GPUs (8).
            "count": 8, "spineShare": 0.5         | The spineShare (0.5) must come with gpusPerRail.
            "count": 8, "interNodeGBps": 0        | The interNodeGBps (0 GB/s) must be above 0.
            "count": 8, "interNodeGBps": 1e-300   | The interNodeGBps (1e-300 GB/s) must be at least 1.0E-9.
            "count": 8, "interNodeGBps": 1e300    | The interNodeGBps (1e300 GB/s) must be at most 1.0E18.
            "count": 8, "name": "a,b"             | The name ("a,b") must have none of the characters ,=+.
            "count": 8, "count": 9                | duplicate field "count"
            "count": 8, "useAll": 1               | The useAll (1) must be true or false.
            """)
    void wrongPoolFieldIsOneError(String fields, String message) {
        String pool = "{\"gpu\": \"H100-SXM-80\", " + fields + "}";
        assertThat(ProblemTexts.errors(ProblemTexts.withPool(pool))).singleElement().asString().contains(message);
    }

    @Test
    void poolsOfOneNameAreAnError() {
        String pool = "{\"name\": \"east\", \"gpu\": \"H100-SXM-80\", \"count\": 8}";
        assertThat(ProblemTexts.errors(ProblemTexts.withPool(pool + "," + pool)))
                .containsExactly("The name (\"east\") must differ from the names of the other pools.");
    }

    @Test
    void moneyNeedsAPriceForEveryPool() {
        String pool = "{\"gpu\": " + GpuFieldTest.INLINE + ", \"count\": 8}";
        String text = ProblemTexts.withPool(pool).replace("\"version\": 1", "\"version\": 1, \"objective\": \"cost\"");
        assertThat(ProblemTexts.errors(text)).containsExactly("The objective (\"cost\") must come with the price of "
                + "every GPU, pool X1 has none. Maybe add pricePerGpuHourUsd to the pool.");
    }

    @Test
    void misspeltRequiredFieldIsNotReportedAsMissingToo() {
        String text = ProblemTexts.SMALL.replace("sequenceLength", "sequenceLenght");
        assertThat(ProblemTexts.READER.read("p", text).diagnostics()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.message()).isEqualTo("unknown field \"sequenceLenght\"");
            assertThat(diagnostic.suggestion()).isEqualTo("did you mean \"sequenceLength\"?");
        });
    }

    @Test
    void unknownFieldFarFromAllListsTheKnownOnes() {
        String text = ProblemTexts.SMALL.replace("\"pools\"", "\"zones\": 1, \"pools\"");
        assertThat(ProblemTexts.READER.read("p", text).diagnostics()).singleElement()
                .extracting(Diagnostic::suggestion).isEqualTo("known here: pools, links");
    }

    @Test
    void misspeltGpuSuggestsNamesOfTheCatalogue() {
        String text = ProblemTexts.withPool("{\"gpu\": \"H100-SMX-80\", \"count\": 8}");
        assertThat(ProblemTexts.READER.read("p", text).diagnostics()).singleElement()
                .extracting(Diagnostic::suggestion).asString().startsWith("did you mean \"H100-SXM-80\"");
    }

    @Test
    void rootThatIsNoObjectIsOneError() {
        assertThat(ProblemTexts.errors("[1, 2]")).containsExactly("The document (a list) must be an object.");
        assertThat(ProblemTexts.errors("7")).containsExactly("The document (7) must be an object.");
    }

    @Test
    void emptyObjectMissesWhatIsRequired() {
        assertThat(ProblemTexts.errors("{}")).containsExactly("missing field \"version\"", "missing field \"model\"",
                "missing field \"workload\"", "missing field \"cluster\"");
    }

    @Test
    @Timeout(20)
    void hundredThousandsOfErrorsAreCutShort() {
        StringBuilder text = new StringBuilder("{\"version\": 1");
        for (int index = 0; index < 400_000; index++) {
            text.append(", \"unknown").append(index % 200_000).append("\": 1");
        }
        List<String> errors = ProblemTexts.errors(text + "}");
        assertThat(errors).hasSize(101);
        assertThat(errors.get(100)).endsWith("more errors are not listed");
    }

    @Test
    void thirtyThreePoolsAreTooMany() {
        String pool = "{\"gpu\": \"H100-SXM-80\", \"count\": 8},";
        String text = ProblemTexts.withPool(pool.repeat(32) + pool.replace("},", "}"));
        assertThat(ProblemTexts.errors(text)).containsExactly("The pools (33 items) must have at most 32.");
    }

    private static Excerpt excerpt(Diagnostic diagnostic) {
        return diagnostic.location().excerpt().orElseThrow();
    }
}
