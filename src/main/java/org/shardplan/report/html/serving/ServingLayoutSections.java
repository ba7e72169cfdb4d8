package org.shardplan.report.html.serving;

import java.util.List;
import java.util.stream.Stream;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.TimeChart;
import org.shardplan.report.html.piece.TimeChart.Spent;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.time.StepBreakdown;
import org.shardplan.serving.time.StepPart;

/** Everything there is to show about one serving layout. */
final class ServingLayoutSections {

    private static final TimeChart CHART = new TimeChart(List.of(StepPart.values()));

    private ServingLayoutSections() {
    }

    static void write(ServingEstimate estimate, Sheet sheet) {
        String running = Figures.number(estimate.answers().occupancy().sequences());
        sheet.section("On the cluster", ServingClusterSection.of(estimate));
        sheet.section("Memory per GPU", ServingMemorySection.of(estimate));
        sheet.section("Time of a decode step", List.of(
                CHART.of(spent("a step of " + running + " running sequences", estimate.answers().decode())),
                Pieces.remark("One step gives each of the " + running + " sequences that run on a replica on average "
                        + "its next token. What prompts add to the time between tokens is not in it.")));
        sheet.section("Time of a prompt", List.of(
                CHART.of(spent("a prompt alone", estimate.prompts().prompt())),
                Pieces.remark("One prompt worked off alone; waiting and the engine's time before the first step are "
                        + "not in it.")));
    }

    /** The decode steps of several layouts above each other. */
    static Element compared(List<ServingEstimate> estimates) {
        return CHART.compared(estimates.stream().map(estimate -> spent(
                new ServingWords(estimate.problem(), estimate.layout()).factors(), estimate.answers().decode()))
                .toList());
    }

    private static Spent spent(String label, StepBreakdown breakdown) {
        return new Spent(label, Stream.of(StepPart.values()).map(breakdown::seconds).toList(),
                breakdown.totalSeconds());
    }
}
