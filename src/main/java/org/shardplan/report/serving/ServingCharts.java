package org.shardplan.report.serving;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.ServingLayout;
import org.shardplan.report.page.BarChart;
import org.shardplan.report.page.BarChart.Bar;
import org.shardplan.report.page.BarChart.Columns;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.time.StepBreakdown;
import org.shardplan.serving.time.StepPart;

/** Where memory, steps and prompts go. */
final class ServingCharts {

    private static final Columns MEMORY = new Columns(26, 9, 6);
    private static final Columns TIME = new Columns(22, 11, 15);
    private static final double PERCENT = 100;
    private static final double MILLI = 1000;
    private static final double VISIBLE_GIB = 0.05;
    private static final double VISIBLE_SHARE = 0.0005;

    private ServingCharts() {
    }

    static void write(ServingEstimate estimate, Page page) {
        GroupEstimate answers = estimate.answers();
        boolean apart = estimate.layout() instanceof ServingLayout.Disaggregated;
        page.blank();
        beside(memory(answers, apart ? "Memory per GPU, answers (GiB)" : "Memory per GPU (GiB)"),
                time("A step of " + Figures.number(answers.occupancy().sequences()) + " running sequences (ms)",
                        answers.decode()), page);
        page.blank();
        beside(apart ? memory(estimate.prompts(), "Memory per GPU, prompts (GiB)") : null,
                time("A prompt alone (ms)", estimate.prompts().prompt()), page);
    }

    private static void beside(BarChart left, BarChart right, Page page) {
        List<String> first = left == null ? List.of() : left.lines(page.style());
        List<String> second = right.lines(page.style());
        for (int row = 0; row < Math.max(first.size(), second.size()); row++) {
            page.line("  " + (row < first.size() ? first.get(row) : " ".repeat(MEMORY.width()))
                    + "   " + (row < second.size() ? second.get(row) : ""));
        }
    }

    private static BarChart memory(GroupEstimate group, String title) {
        List<Bar> bars = new ArrayList<>();
        for (ServingMemoryPart part : ServingMemoryPart.values()) {
            double gib = part.gib(group);
            if (gib > VISIBLE_GIB) {
                bars.add(new Bar(part.label(), gib, Figures.gib(gib)));
            }
        }
        return new BarChart(title, bars, Figures.gib(group.memory().usable().gib()), MEMORY);
    }

    private static BarChart time(String title, StepBreakdown breakdown) {
        double total = breakdown.totalSeconds();
        List<Bar> bars = new ArrayList<>();
        for (StepPart part : StepPart.values()) {
            double seconds = breakdown.seconds(part);
            if (seconds > VISIBLE_SHARE * total) {
                bars.add(new Bar(part.label(), seconds, text(seconds, total)));
            }
        }
        return new BarChart(title, bars, text(total, total), TIME);
    }

    private static String text(double seconds, double total) {
        return Figures.format("%,.2f", MILLI * seconds) + Width.padLeft(Figures.percent(PERCENT * seconds / total), 8);
    }
}
