package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shardplan.layout.Schedule;
import org.shardplan.pipeline.Task;
import org.shardplan.pipeline.Timeline;
import org.shardplan.pipeline.Timeline.Slot;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Figures;

/**
 * A strip for each stage with its passes over time; what is left empty is the bubble. A long step is cut in its steady
 * part.
 *
 * @param timeline the passes that are drawn
 * @param schedule the schedule
 * @param leftOut micro-batches that are not drawn
 * @param stepSeconds seconds of all micro-batches with the bubble
 */
public record Gantt(Timeline timeline, Schedule schedule, int leftOut, double stepSeconds) {

    /** Width of a strip in its own units; its height is 10. */
    private static final double WIDTH = 1000;
    private static final double CUT = 40;
    /** Passes of a stage from which on lines between them would hide them. */
    private static final int DENSE = 150;

    public List<Element> elements() {
        Element chart = Element.styled("figure", "gantt").with("role", "img").with("aria-label",
                "Passes of every pipeline stage over the time of a step.");
        List<Element> rows = new ArrayList<>();
        for (int stage = 0; stage < timeline.stages().size(); stage++) {
            rows.add(row(stage));
        }
        return List.of(legend(), chart.holding(rows).holding(List.of(axis())));
    }

    private Element legend() {
        Element legend = Element.styled("ul", "legend");
        List<Element> keys = new ArrayList<>(List.of(key("forward", "forward"), key("backward", "backward")));
        if (schedule.kind() == Schedule.Kind.ZERO_BUBBLE_H1) {
            keys.add(key("weight", "weight gradients"));
        }
        keys.add(key("idle", "standing still (bubble)"));
        if (schedule.chunks() > 1) {
            keys.add(Element.of("li", "fainter: later chunks"));
        }
        return legend.holding(keys);
    }

    private static Element key(String style, String label) {
        return Element.styled("li", "swatch " + style, new Text(label));
    }

    private Element row(int stage) {
        boolean dense = timeline.stages().get(stage).size() > DENSE;
        Element strip = Element.styled("svg", dense ? "strip dense" : "strip")
                .with("viewBox", "0 0 1000 10")
                .with("preserveAspectRatio", "none").with("aria-hidden", "true");
        List<Element> paths = new ArrayList<>();
        outlines(timeline.stages().get(stage)).forEach((shade, outline) -> paths.add(shade.drawn(outline)));
        if (leftOut > 0) {
            double middle = (WIDTH - CUT) / 2;
            paths.add(Element.styled("path", "cut").with("d", rectangle(middle, middle + CUT)));
        }
        return Element.styled("div", "row", Element.styled("span", "label", new Text("stage " + stage)),
                strip.holding(paths));
    }

    /** How a pass looks. */
    private record Shade(String style, String opacity) {

        Element drawn(CharSequence outline) {
            return Element.styled("path", style).with("fill-opacity", opacity).with("d", outline);
        }
    }

    private Map<Shade, StringBuilder> outlines(List<Slot> slots) {
        Map<Shade, StringBuilder> outlines = new LinkedHashMap<>();
        double middle = timeline.seconds() / 2;
        for (Slot slot : slots) {
            StringBuilder outline = outlines.computeIfAbsent(shade(slot.task()), shade -> new StringBuilder());
            if (leftOut == 0 || slot.end() <= middle) {
                outline.append(rectangle(scale(slot.start()), scale(slot.end())));
            } else {
                outline.append(slot.start() < middle ? rectangle(scale(slot.start()), scale(middle)) : "")
                        .append(rectangle(CUT + scale(Math.max(middle, slot.start())), CUT + scale(slot.end())));
            }
        }
        return outlines;
    }

    private Shade shade(Task task) {
        String style = switch (task.pass()) {
            case FORWARD -> "forward";
            case BACKWARD -> "backward";
            case WEIGHT_GRADIENT -> "weight";
        };
        return new Shade(style, format("%.2f", 1 - 0.6 * task.chunk() / schedule.chunks()));
    }

    private static String rectangle(double from, double to) {
        return format("M%.2f 0H%.2fV10H%.2fz", from, to, from);
    }

    private double scale(double seconds) {
        return seconds / timeline.seconds() * (leftOut > 0 ? WIDTH - CUT : WIDTH);
    }

    private Element axis() {
        String middle = leftOut == 0 ? "" : "cut: " + Figures.count(leftOut, "micro-batch", "micro-batches")
                + " more, alike";
        return Element.styled("div", "axis", Element.of("span", "0 s"), Element.of("span", middle),
                Element.of("span", Figures.seconds(stepSeconds)));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
