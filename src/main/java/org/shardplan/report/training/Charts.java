package org.shardplan.report.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Named;
import org.shardplan.memory.MemoryPart;
import org.shardplan.report.page.BarChart;
import org.shardplan.report.page.BarChart.Bar;
import org.shardplan.report.page.BarChart.Columns;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.time.TimePart;

/** Where memory and time go, side by side. */
public final class Charts {

    private static final Columns MEMORY = new Columns(26, 9, 6);
    private static final Columns TIME = new Columns(22, 11, 15);
    private static final double PERCENT = 100;

    /** Parts below this are not drawn: they would read as zero. */
    private static final double VISIBLE_GIB = 0.05;
    private static final double VISIBLE_SHARE = 0.0005;

    private Charts() {
    }

    public static void write(Estimate estimate, Page page) {
        List<String> left = memory(estimate).lines(page.style());
        List<String> right = time(estimate).lines(page.style());
        page.blank();
        for (int row = 0; row < Math.max(left.size(), right.size()); row++) {
            String first = row < left.size() ? left.get(row) : " ".repeat(MEMORY.width());
            String second = row < right.size() ? right.get(row) : "";
            page.line("  " + first + "   " + second);
        }
        communication(estimate, page);
    }

    private static BarChart memory(Estimate estimate) {
        double total = estimate.memory().totalGib();
        String title = "Memory per GPU"
                + (estimate.layout().mesh().pipeline() > 1 ? ", stage " + estimate.memory().stage() : "") + " (GiB)";
        return new BarChart(title, bars(MemoryPart.values(), estimate.memory()::gib, VISIBLE_GIB, Figures::gib),
                Figures.gib(total), MEMORY);
    }

    private static BarChart time(Estimate estimate) {
        double total = estimate.stepSeconds();
        Clock clock = Clock.of(total);
        return new BarChart("Time per step (" + clock.unit() + ")",
                bars(TimePart.values(), estimate.time()::seconds, VISIBLE_SHARE * total, clock::text),
                clock.text(total), TIME);
    }

    /** How the parts of so many seconds are written, all in the same unit and with the same decimals. */
    private record Clock(double total, String unit, double units, String format) {

        static Clock of(double total) {
            return total < 1
                    ? new Clock(total, "ms", 1e3, "%,.1f")
                    : new Clock(total, "s", 1, total < 100 ? "%,.2f" : "%,.1f");
        }

        String text(double seconds) {
            return Figures.format(format, units * seconds)
                    + Width.padLeft(Figures.percent(PERCENT * seconds / total), 8);
        }
    }

    private static <T extends Named> List<Bar> bars(
            T[] parts, ToDoubleFunction<T> size, double least, Written written) {
        List<Bar> bars = new ArrayList<>();
        Stream.of(parts).filter(part -> size.applyAsDouble(part) > least).forEach(part -> bars.add(
                new Bar(part.label(), size.applyAsDouble(part), written.text(size.applyAsDouble(part)))));
        return bars;
    }

    private static void communication(Estimate estimate, Page page) {
        double exposed = estimate.time().exposedCommunicationSeconds();
        double hidden = estimate.time().hiddenCommunicationSeconds();
        if (exposed > 0) {
            page.blank();
            page.line("  Communication: the step waits " + Figures.seconds(exposed) + " for it ("
                    + Figures.percent(estimate.communicationPercent()) + ")"
                    + (hidden > 0 ? ", " + Figures.seconds(hidden) + " more is hidden behind compute." : "."));
        }
    }

    /** How a size is written. */
    @FunctionalInterface
    private interface Written {

        String text(double size);
    }
}
