package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shardplan.TestAnswers;

class HtmlOptionTest {

    private static final String SMALL = TestAnswers.PROBLEM.replace("OBJECTIVE", "step-time")
            .replace("\"allow\": {", "\"allow\": {\"microBatch\": [1], \"schedule\": [\"1f1b\"], ");

    @TempDir
    private Path folder;
    private Path problem;
    private Path page;

    @BeforeEach
    void writeProblem() throws IOException {
        problem = Files.writeString(folder.resolve("small.json"), SMALL);
        page = folder.resolve("report.html");
    }

    private Document written() throws IOException {
        return Jsoup.parse(Files.readString(page));
    }

    @Test
    void solveWritesAPageBesideTheReport() throws IOException {
        CommandLineRun run = CommandLineRun.of("solve", problem, "--search=exact", "--html", page);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Best layout");
        assertThat(written().select("h1").text()).isEqualTo("small");
        assertThat(written().select("pre").text()).startsWith("shardplan explain");
    }

    @Test
    void thePageIsTheSameEveryTime() throws IOException {
        CommandLineRun.of("solve", problem, "--html", page);
        String first = Files.readString(page);
        CommandLineRun.of("solve", problem, "--html", page);
        assertThat(Files.readString(page)).isEqualTo(first);
    }

    @Test
    void jsonStaysOneDocumentOnStandardOutput() {
        CommandLineRun run = CommandLineRun.of("solve", problem, "--search=exact", "--json", "--html", page);
        assertThat(run.out()).startsWith("{").endsWith("}\n");
        assertThat(page).exists();
    }

    @Test
    void severalProblemsGetAPageEachInAFolder() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), SMALL.replace("small", "other"));
        Path pages = Files.createDirectory(folder.resolve("pages"));
        CommandLineRun run = CommandLineRun.of("solve", problem, other, "--search=exact", "--html", pages);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(pages).isDirectoryContaining(file -> file.endsWith("small.html"))
                .isDirectoryContaining(file -> file.endsWith("other.html"));
    }

    @Test
    void severalProblemsCannotShareOnePage() {
        CommandLineRun run = CommandLineRun.of("solve", problem, problem, "--html", page);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a folder that exists when there are several problem files");
    }

    @Test
    void aQuestionWithoutAnswerGetsAPageToo() throws IOException {
        Files.writeString(problem, SMALL.replace("\"memoryReserveGiB\": 4", "\"memoryReserveGiB\": 79"));
        assertThat(CommandLineRun.of("solve", problem, "--html", page).exitCode()).isEqualTo(3);
        assertThat(written().select(".verdict").text()).contains("No layout is feasible.");
    }

    @Test
    void aPageThatCannotBeWrittenIsToldBeforeTheSearch() {
        Path nowhere = folder.resolve("missing").resolve("report.html");
        for (String command : new String[] {"solve", "explain", "batch"}) {
            CommandLineRun run = CommandLineRun.of(command, problem, "--html", nowhere);
            assertThat(run.exitCode()).as(command).isEqualTo(2);
            assertThat(run.err()).startsWith("error: The output (").contains("must lie in a folder that exists");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aPageReplacesNeitherItsProblemNorItsSolution() throws IOException {
        assertThat(CommandLineRun.of("solve", problem, "--html", problem).err()).contains("must be a file of its own");
        assertThat(CommandLineRun.of("explain", problem, "--html", problem).err())
                .contains("must be a file of its own");
        assertThat(CommandLineRun.of("solve", problem, "-o", page, "--html", page).err())
                .contains("must be two different files");
        assertThat(problem).hasContent(SMALL);
    }

    @Test
    void explainWritesTheVerdict() throws IOException {
        CommandLineRun run = CommandLineRun.of("explain", problem, "--layout", "tp=1,dp=8", "--html", page);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(written().select(".verdict").text()).startsWith("Rejected: 8 = dp8 breaks 1 rule.");
        assertThat(written().text()).contains("Smallest repairs", "Every layout that differs in one decision");
    }

    @Test
    void explainTellsHowFarAFeasibleLayoutIsFromTheBest() throws IOException {
        CommandLineRun.of("explain", problem, "--layout", "tp=2,dp=4,zeroStage=3", "--binding", "--html", page);
        assertThat(written().select(".verdict").text()).startsWith("Feasible: 8 = tp2 · dp4 breaks no rule. It is ")
                .contains("worse by step-time");
        assertThat(written().text()).contains("Beside the best", "What binds", "If the model errs");
    }

    @Test
    void servingAnswersAndVerdictsAreWrittenToo() throws IOException {
        String served = "problems/serve-article-65b-8xh100.json";
        assertThat(CommandLineRun.of("solve", served, "--search=exact", "--html", page).exitCode()).isZero();
        assertThat(written().select(".verdict").text()).startsWith("Best layout, proved:").contains("tokens/s");
        assertThat(written().select("pre").text()).startsWith("shardplan explain");
        CommandLineRun run = CommandLineRun.of("explain", served, "--layout", "tp=1,replicas=1", "--html", page);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(written().select(".verdict").text()).startsWith("Rejected: 1 = 1 × tp1 breaks");
        assertThat(written().text()).contains("Nearest repairs", "The layout in numbers");
    }

    @Test
    void aPageOfAServingVerdictThatCannotBeWrittenIsTold() {
        CommandLineRun run = CommandLineRun.of("explain", "problems/serve-article-65b-8xh100.json", "--layout", "tp=8",
                "--html", folder.resolve("missing").resolve("report.html"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must lie in a folder that exists");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void batchWritesItsFrontierAndItsBreakPoints() throws IOException {
        CommandLineRun run = CommandLineRun.of("batch", problem, "--vary", "limits.memoryReserveGiB=4,20,79",
                "--html", page);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(written().select(".verdict").text()).isEqualTo("Answers: 2 optimal · 1 infeasible");
        assertThat(written().select("figure[data-chart=points] tr[data-frontier]")).isNotEmpty();
        assertThat(written().text()).contains("from memoryReserveGiB 79 on", "no layout stays feasible");
        assertThat(written().select("section:contains(Cases) tbody").last().children()).hasSize(2);
        assertThat(written().text()).contains("… 1 case with the answer of the line above.");
    }
}
