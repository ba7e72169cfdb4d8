package org.shardplan.io.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.measured.MeasuredRun;
import org.shardplan.measured.Observation;
import org.shardplan.measured.UnsupportedRun;

class RunTableReaderTest {

    private static final String HEADER = "source,model,gpu,gpus,seq_len,global_batch_seqs,tp,other,iter_time_s\n";
    private static final String ROW = "us,Llama-2-7B,A100-80GB,8,4096,64,2,,10.5\n";

    private final RunTableReader reader = RunTableReader.shipped();

    private RunTable read(String text) {
        return reader.read("runs.csv", text);
    }

    private MeasuredRun run(String text) {
        return (MeasuredRun) read(text).runs().get(0);
    }

    private static List<String> messages(RunTable table) {
        return table.diagnostics().stream().map(Diagnostic::message).toList();
    }

    @Test
    void aRowBecomesARun() {
        MeasuredRun run = run(HEADER + ROW);
        assertThat(run.origin().line()).isEqualTo(2);
        assertThat(run.model()).isEqualTo("Llama-2-7B");
        assertThat(run.setup().layout().mesh().tensor()).isEqualTo(2);
        assertThat(run.setup().layout().mesh().data()).isEqualTo(4);
        assertThat(run.observation().stepSeconds()).hasValue(10.5);
    }

    @Test
    void cellsInQuotesMayHaveCommasQuotesAndLineBreaks() {
        String quoted = "\"us, \"\"ours\"\"\",Llama-2-7B,A100-80GB,8,4096,64,2,\"two\nlines\",10\n";
        RunTable table = read(HEADER + quoted + ROW);
        assertThat(table.diagnostics()).isEmpty();
        assertThat(table.rows().get(0)).startsWith("us, \"ours\"").contains("two\nlines");
        assertThat(table.runs().get(1).origin().line()).isEqualTo(4);
    }

    @Test
    void whatIsNoTableIsSaidInOneSentence() {
        RunTable table = read(",".repeat(20_000));
        assertThat(table.isUsable()).isFalse();
        assertThat(messages(table)).singleElement().asString().startsWith("not a row of a table (CSV)")
                .doesNotContain("xception");
    }

    @Test
    void byteOrderMarksAndCarriageReturnsDoNotMatter() {
        RunTable table = read("\uFEFF" + (HEADER + ROW).replace("\n", "\r\n"));
        assertThat(table.header()).startsWith("source");
        assertThat(table.runs()).hasSize(1).allMatch(MeasuredRun.class::isInstance);
    }

    @Test
    void columnsMayBeMissingShortOrUnknown() {
        RunTable table = read("model,gpu,gpus,seq_len,micro_batch,colour\n"
                + "Llama-2-7B,H100,8,4096,2,blue\nLlama-2-7B,H100,8,4096\n");
        assertThat(table.isUsable()).isTrue();
        assertThat(table.rows().get(0)).endsWith("blue");
        assertThat(table.rows().get(1)).hasSize(6).endsWith("");
        assertThat(run("model,gpu,gpus,seq_len,micro_batch\nLlama-2-7B,H100,8,4096,2\n").setup().problem().training()
                .globalBatch()).isEqualTo(16);
    }

    @Test
    void anEmptyFileIsAnError() {
        assertThat(messages(read(""))).containsExactly("The file must have a header, it is empty. Maybe name another.");
    }

    @Test
    void aTableOfSomethingElseIsAnError() {
        RunTable table = read("name,price\nbread,3\n");
        assertThat(table.isUsable()).isFalse();
        assertThat(messages(table)).singleElement().asString().contains("must name columns of runs");
    }

    @Test
    void aRowWithTooManyCellsIsNamedByItsLine() {
        Diagnostic diagnostic = read(HEADER + ROW + "a,b,c,d,e,f,g,h,i,j,k\n").diagnostics().get(0);
        assertThat(diagnostic.message()).startsWith("The row (11 cells) must have at most 9");
        assertThat(diagnostic.location().excerpt().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void aColumnTwiceIsAnError() {
        assertThat(messages(read("gpu,gpu\nA100,A100\n"))).containsExactly("The column (gpu) must appear once.");
    }

    @Test
    void aQuoteThatNeverEndsIsAnErrorAndNoException() {
        assertThat(read(HEADER + "us,\"Llama\n").isUsable()).isFalse();
    }

    @Test
    void noTextMakesTheReaderThrow() {
        Random random = new Random(17);
        String alphabet = "a1,.\"\n\r\t -'\u00E9\uFEFF" + HEADER + ROW;
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? HEADER + ROW : "");
            for (int edit = random.nextInt(12); edit > 0; edit--) {
                text.insert(random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            RunTable table = read(text.toString());
            assertThat(table.runs()).hasSameSizeAs(table.rows());
            assertThat(table.diagnostics()).allSatisfy(diagnostic -> assertThat(diagnostic.rendered()).isNotBlank());
        }
    }

    @Test
    void aMissingFileAndAFolderAreErrors(@TempDir Path folder) {
        assertThat(messages(reader.read(folder.resolve("none.csv")))).singleElement().asString().contains("must exist");
        assertThat(messages(reader.read(folder))).singleElement().asString().contains("must be a file");
    }

    @Test
    void whatMakesARowUnusableIsToldAllAtOnce() {
        RunTable table = read(HEADER + "us,Llama-2-7B,A100-80GB,nine,4096,64,2.5,,10\n");
        UnsupportedRun run = (UnsupportedRun) table.runs().get(0);
        assertThat(run.reason()).contains("The gpus (nine) must be a number.",
                "The tp (2.5) must be an integer of at least 1.");
    }

    @Test
    void anUnknownGpuIsNamed() {
        UnsupportedRun run = (UnsupportedRun) read(HEADER + ROW.replace("A100-80GB", "Z9000")).runs().get(0);
        assertThat(run.reason()).isEqualTo("The gpu (Z9000) must be in the catalogue.");
    }

    @Test
    void timeFollowsFromThroughput() {
        MeasuredRun run = run("model,gpu,gpus,seq_len,global_batch_seqs,tokens_per_s_per_gpu\n"
                + "Llama-2-7B,H100,8,4096,64,1024\n");
        assertThat(run.observation().stepSeconds()).hasValue(32);
    }

    @Test
    void outOfMemoryIsAnOutcome() {
        MeasuredRun run = run("model,gpu,gpus,seq_len,global_batch_seqs,peak_mem_gb\nLlama-2-7B,H100,8,4096,64,OOM\n");
        assertThat(run.observation()).isEqualTo(Observation.OUT_OF_MEMORY);
    }

    @Test
    void anUnknownColumnIsSaidWithTheNearestKnownOne() {
        assertThat(messages(read("model,gpu,gpus,seq_len,micro_batchs,colour\nLlama-2-7B,H100,8,4096,2,blue\n")))
                .containsExactly("The column (micro_batchs) is not known and ignored: did you mean \"micro_batch\"?",
                        "The column (colour) is not known and ignored.");
        assertThat(read(HEADER + ROW).diagnostics()).isEmpty();
    }

    @Test
    void aTimeNoGpuCanReachIsLeftOutAndSaid() {
        assertThat(run(HEADER + ROW.replace("10.5", "1e-300")).flaw())
                .startsWith("The time of a step (1.00e-300 s) must be between 4.").contains("the peak of 8 GPUs");
        assertThat(run(HEADER + ROW.replace("10.5", "9e9")).flaw()).contains("10,000 times that");
        assertThat(run(HEADER + ROW.replace("10.5", "soon")).flaw())
                .isEqualTo("The iter_time_s (soon) must be a number.");
        assertThat(run(HEADER + ROW.replace("10.5", "1e-300")).observation().stepSeconds()).isEmpty();
        assertThat(run(HEADER + ROW).flaw()).isEmpty();
    }

    @Test
    void moreMemoryThanTheGpuHasIsLeftOutAndSaid() {
        String header = "model,gpu,gpus,seq_len,global_batch_seqs,iter_time_s,peak_mem_gb\n";
        assertThat(run(header + "Llama-2-7B,A100-80GB,8,4096,64,10,80\n").flaw()).isEmpty();
        assertThat(run(header + "Llama-2-7B,A100-80GB,8,4096,64,,640\n").flaw()).isEmpty();
        assertThat(run(header + "Llama-2-7B,A100-80GB,8,4096,64,10,640\n").flaw())
                .startsWith("The peak_mem_gb (640.0) must be at most 87");
    }
}
