package org.shardplan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shardplan.TestAnswers;
import org.shardplan.io.problem.FleetTexts;

/** Web pages as a real browser shows them; skipped where none is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(value = "org.shardplan.cli.Browser#isInstalled", disabledReason = Browser.MISSING)
class HtmlInBrowserTest {

    /** Web Content Accessibility Guidelines 2.1, level AA: 4.5 for text, 3 for large text and marks. */
    private static final String LEAST_CONTRAST = """
            const rgb = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
            const light = (text) => rgb(text).slice(0, 3).map((part) => part / 255)
                .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
                .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
            const clear = (text) => rgb(text).length === 4 && rgb(text)[3] === 0;
            const behind = (element) => {
              while (element && clear(getComputedStyle(element).backgroundColor)) element = element.parentElement;
              return element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
            };
            const shown = (element) => element.checkVisibility() && [...element.childNodes]
                .some((child) => child.nodeType === 3 && child.textContent.trim());
            const poor = [];
            for (const element of document.querySelectorAll('main *')) {
              if (!shown(element)) continue;
              const style = getComputedStyle(element);
              const pair = [light(element instanceof SVGElement ? style.fill : style.color), light(behind(element))];
              const contrast = (Math.max(...pair) + .05) / (Math.min(...pair) + .05);
              if (contrast < (element.className === 'gpu first' ? 3 : 4.5))
                poor.push(element.outerHTML.slice(0, 80) + ' ' + contrast);
            }
            return poor;
            """;

    @TempDir
    private static Path folder;
    private Browser browser;
    private final Map<String, Path> pages = new LinkedHashMap<>();

    @BeforeAll
    void writePages() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        write("solve", "problems/gpt3-175b-64xa100.json");
        write("infeasible", "problems/article-65b-8xh100.json");
        write("large", "problems/llama-3.1-405b-16384xh100.json");
        Path hostile = Files.writeString(folder.resolve("hostile.json"), TestAnswers.PROBLEM
                .replace("OBJECTIVE", "step-time").replace("\"small\"", "\"<script>alert(1)</script>\""));
        write("hostile", hostile.toString());
        write("explain", "problems/article-65b-8xh100.json", "--layout", "tp=4,pp=2");
        write("served", "problems/serve-llama-3.1-70b-8xh100-disaggregated-fp8.json", "--search", "exact");
        write("experts", "problems/serve-deepseek-r1-8xh200.json", "--search", "exact");
        write("explain-served", "problems/serve-llama-3.1-70b-8xh100-aggregated-bf16.json",
                "--layout", "tp=2,replicas=4,maxBatch=64");
        write("batch-served", "problems/serve-llama-3.1-8b-by-cost.json",
                "--vary", "workload.requestsPerSecond=1,4,16");
        write("fleet", "problems/fleets/five-trainings.json", "--search", "exact");
        write("explain-fleet", "problems/fleets/five-trainings.json");
        write("fleet-timed", Files.writeString(folder.resolve("timed.json"), FleetTexts.SMALL
                .replace("\"version\": 1,", "\"version\": 1, \"slotHours\": 24,")).toString());
        write("mixed", "problems/mixed/llama-3.1-70b-mixed-a100-h100.json");
        write("explain-mixed", "problems/mixed/llama-3.1-70b-mixed-a100-h100.json");
        write("explain-judged", "problems/mixed/llama-3.1-70b-mixed-a100-h100.json", "--layout",
                "dp=4,gpu=A100-SXM-40,nodes=4,layers=30+gpu=H100-SXM-80,nodes=4,layers=50");
        write("mixed-served", "problems/mixed/serve-llama-3.1-70b-l40s-a100.json");
        write("explain-mixed-served", "problems/mixed/serve-llama-3.1-70b-l40s-a100.json", "--layout",
                "gpu=L40S-48,tp=4,layers=30+gpu=A100-SXM-40,tp=4,layers=50");
        write("batch", "problems/gpt3-175b-64xa100.json", "--vary", "limits.maxGpus=32,48,64",
                "--vary", "cluster.pools.0.gpu=A100-SXM-80,H100-SXM-80");
    }

    @AfterAll
    void stop() {
        browser.close();
    }

    private void write(String name, String problem, String... options) {
        String command = name.split("-")[0];
        List<Object> arguments = new ArrayList<>(List.of(
                command.equals("explain") || command.equals("batch") ? command : "solve", problem));
        arguments.addAll(List.of(options));
        Path page = folder.resolve(name + ".html");
        arguments.addAll(List.of("--html", page, "--exit-zero"));
        CommandLineRun run = CommandLineRun.of(arguments.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        pages.put(name, page);
    }

    @ParameterizedTest
    @CsvSource({"390, light", "390, dark", "1280, light", "1280, dark"})
    void everyPageReadsWellOnPhonesAndDesktopsByDayAndNight(int width, String scheme) {
        pages.forEach((name, page) -> {
            browser.open(page, width, scheme);
            assertThat(browser.complaints()).as(name).isEmpty();
            assertThat(number("return document.documentElement.scrollWidth")).as(name).isLessThanOrEqualTo(width);
            assertThat((List<?>) browser.ask(LEAST_CONTRAST)).as(name).isEmpty();
            assertThat(number("return getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]"))
                    .as(name).matches(red -> scheme.equals("dark") ? red < 50 : red > 200);
        });
    }

    @Test
    void noTableOfABatchIsCutOnAPhone() {
        browser.open(pages.get("batch"), 390, "light");
        assertThat(number("return Math.max(...[...document.querySelectorAll('.scroll')]"
                + ".map((table) => table.scrollWidth - table.clientWidth))")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"solve, 3", "infeasible, 2", "large, 3", "hostile, 3", "explain, 2", "batch, 1",
        "fleet, 1", "explain-fleet, 1", "mixed, 2", "explain-mixed, 2", "explain-judged, 3",
        "served, 4", "experts, 4", "explain-served, 4", "mixed-served, 3", "explain-mixed-served, 3"})
    void theChartsAreThere(String name, int charts) {
        browser.open(pages.get(name), 1280, "light");
        assertThat(number("return document.querySelectorAll('figure[data-chart] .plot svg').length")).isEqualTo(charts);
        assertThat(number("return Math.min(...[...document.querySelectorAll('.plot svg')]"
                + ".map((svg) => svg.querySelectorAll('path[fill^=\"var(--c\"]').length))")).isPositive();
        assertThat(number("return Math.min(...[...document.querySelectorAll('.plot svg')]"
                + ".map((svg) => svg.getBoundingClientRect().height))")).isGreaterThan(60);
    }

    /** A bar is as long as its share of the longest says, in the browser too. */
    @Test
    void barsAreAsLongAsTheirNumbersSay() {
        browser.open(pages.get("solve"), 1280, "light");
        List<?> differences = (List<?>) browser.ask("""
                const figure = document.querySelectorAll('figure[data-chart]')[1];
                const values = [...figure.querySelectorAll('td[data-value]')].map((cell) => Number(cell.dataset.value));
                const widths = [...figure.querySelectorAll('.plot path[fill^="var(--c"]')]
                    .map((path) => path.getBoundingClientRect().width);
                return values.map((value, index) => Math.abs(value / values[0] - widths[index] / widths[0]));
                """);
        assertThat(differences).hasSizeGreaterThan(4)
                .allSatisfy(difference -> assertThat(((Number) difference).doubleValue()).isLessThan(0.01));
    }

    /** What a strip of the pipeline leaves empty is the bubble the page states, as far as it is drawn uncut. */
    @Test
    void theStripsOfThePipelineAreThere() {
        browser.open(pages.get("solve"), 390, "light");
        assertThat(number("return document.querySelectorAll('svg.strip').length")).isEqualTo(8);
        assertThat(number("return Math.min(...[...document.querySelectorAll('svg.strip')]"
                + ".map((strip) => strip.getBoundingClientRect().width))")).isGreaterThan(300);
    }

    @Test
    void theScheduleOfAFleetIsDrawn() {
        browser.open(pages.get("fleet-timed"), 1280, "light");
        assertThat(number("return document.querySelectorAll('.fleet svg.strip').length")).isEqualTo(3);
        assertThat(number("return Math.min(...[...document.querySelectorAll('.fleet svg.strip path')]"
                + ".map((bar) => bar.getBoundingClientRect().width))")).isPositive();
    }

    @Test
    void aModelNamedLikeAScriptIsShownAndNotRun() {
        browser.open(pages.get("hostile"), 1280, "light");
        assertThat(browser.ask("return document.querySelector('h1').textContent"))
                .isEqualTo("<script>alert(1)</script>");
        assertThat(number("return document.scripts.length")).isEqualTo(2);
    }

    @Test
    void theNumbersOfAChartAreOneClickAway() {
        browser.open(pages.get("solve"), 390, "light");
        assertThat(number("return document.querySelectorAll('figure details[open]').length")).isZero();
        browser.ask("document.querySelector('figure summary').click()");
        assertThat(number("return document.querySelector('figure table').getBoundingClientRect().height")).isPositive();
    }

    private double number(String script) {
        return Double.parseDouble(browser.ask(script).toString());
    }
}
