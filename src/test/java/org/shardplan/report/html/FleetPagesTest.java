package org.shardplan.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.shardplan.fleet.explain.FleetExplainer;
import org.shardplan.fleet.explain.FleetExplanation;
import org.shardplan.fleet.explain.Standing;
import org.shardplan.fleet.planner.FleetPlanner;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.problem.FleetTexts;
import org.shardplan.report.html.fleet.FleetExplainPage;
import org.shardplan.report.html.fleet.FleetSolvePage;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import org.shardplan.space.Deadline;

class FleetPagesTest {

    private static final Closing CLOSING = new Closing("1.2.3", List.of("shardplan explain fleet.json"));

    private static FleetSolution solve(String text) {
        return new FleetPlanner(new SolverOptions(SearchKind.EXACT, 1, 0, Duration.ofMinutes(10)))
                .solve(FleetTexts.fleet(text));
    }

    private static Document page(String text) {
        return Jsoup.parse(FleetSolvePage.of(solve(text), CLOSING));
    }

    private static final Document SMALL = page(FleetTexts.SMALL);
    private static final String TIMED = FleetTexts.SMALL.replace("\"version\": 1,", "\"version\": 1, \"slotHours\": 24,");

    @Test
    void theVerdictLeadsAndEveryRunIsARow() {
        assertThat(SMALL.select(".verdict").text()).startsWith("Best plan, proved: 2 of 3 workloads run for $");
        assertThat(PagesTest.section(SMALL, "Runs").select("tbody th")).extracting(Element::text)
                .allSatisfy(row -> assertThat(row).containsPattern("^[ab]8 = "));
    }

    @Test
    void aPoolIsAsLongAsItsNodes() {
        Element row = PagesTest.section(SMALL, "Pools and who is on them").select("tbody tr").first();
        assertThat(row.select("td[data-value]").stream()
                .mapToDouble(cell -> Double.parseDouble(cell.attr("data-value"))).sum()).isEqualTo(2);
        assertThat(row.text()).endsWith("2 of 2 nodes");
    }

    @Test
    void whatIsLeftOutHasItsReasonAndEveryLimitItsPrice() {
        assertThat(PagesTest.section(SMALL, "Left out").text()).contains("c: what is there is worth more to others");
        assertThat(PagesTest.section(SMALL, "Limits and their prices").select("tbody tr")).hasSize(1);
        assertThat(SMALL.select("pre").text()).isEqualTo("shardplan explain fleet.json");
    }

    @Test
    void aStripOfTheScheduleIsAsLongAsItsRun() {
        Document page = page(TIMED);
        FleetSolution solution = solve(TIMED);
        List<Element> bars = page.select(".fleet .row");
        assertThat(bars).hasSize(3);
        for (int workload = 0; workload < 3; workload++) {
            String name = solution.offers().get(workload).workload().name();
            Element bar = bars.stream().filter(each -> each.select(".label").text().equals(name)).findFirst()
                    .orElseThrow();
            String[] ends = bar.select("path").attr("d").replaceAll("M([0-9.]+) 0H([0-9.]+)V.*", "$1 $2").split(" ");
            double width = Double.parseDouble(ends[1]) - Double.parseDouble(ends[0]);
            assertThat(width).isCloseTo(1000 * solution.run(workload).orElseThrow().hours() / 720, within(0.02));
            assertThat(Double.parseDouble(ends[0]))
                    .isCloseTo(1000 * solution.startHours(workload) / 720, within(0.01));
        }
    }

    @Test
    void aFleetOfWhichNothingRunsHasAPageToo() {
        Document page = page(FleetTexts.SMALL.replace("\"version\": 1,",
                "\"version\": 1, \"limits\": {\"budgetUsd\": 5},"));
        assertThat(page.select(".verdict.bad").text()).contains("0 of 3 workloads run");
        assertThat(PagesTest.section(page, "Left out").select("li")).hasSize(3);
    }

    private static final String APART = FleetTexts.SMALL
            .replace("\"priority\": \"low\"", "\"priority\": \"low\", \"apartFrom\": [\"a\"]")
            .replace("\"interNodeGBps\": 50}", "\"interNodeGBps\": 50}, {\"gpu\": \"A100-SXM-80\", \"count\": 32}");

    @Test
    void aRunThatARuleKeepsOutSaysWhichRule() {
        Element why = PagesTest.section(page(APART), "Why there: the best run on every other pool");
        List<Element> rows = why.select("tbody tr").stream()
                .filter(row -> row.select("small").text().equals("c and a must not share a pool")).toList();
        assertThat(rows).extracting(row -> row.select("th").text()).containsExactlyInAnyOrder("a", "c");
    }

    private static FleetExplanation explained(String text, Optional<RunningPlan> given) {
        return new FleetExplainer(solve(text), Deadline.never()).explain(workload -> true, given);
    }

    @Test
    void theExplanationHasASectionForEveryWorkloadWithAllItsRuns() {
        FleetExplanation explanation = explained(FleetTexts.SMALL, Optional.empty());
        Document page = Jsoup.parse(FleetExplainPage.of(explanation, CLOSING));
        for (Standing standing : explanation.standings()) {
            String name = explanation.solution().offers().get(standing.workload()).workload().name();
            assertThat(PagesTest.section(page, name).select("tbody tr")).hasSize(standing.others().size());
        }
        assertThat(PagesTest.section(page, "a").text()).contains("1 node of H100-SXM-80", "to the others");
        assertThat(PagesTest.section(page, "c").text()).contains("left out", "It would run beside them");
        assertThat(PagesTest.section(page, "Limits and their prices").select("tbody tr")).hasSize(1);
    }

    @Test
    void aPlanThatWasGivenLeadsWithItsVerdict() {
        RunningPlan crowded = new RunningPlan(Map.of("a", new RunningPlan.Place("H100-SXM-80", 16, 0),
                "b", new RunningPlan.Place("H100-SXM-80", 16, 0)), OptionalDouble.empty());
        Document page = Jsoup.parse(FleetExplainPage.of(explained(FleetTexts.SMALL, Optional.of(crowded)), CLOSING));
        assertThat(page.select(".verdict.bad").text()).contains("The plan that was given is rejected.");
        assertThat(page.select("main > ul").text()).contains("nodes of H100-SXM-80", "in the best plan found");
    }
}
