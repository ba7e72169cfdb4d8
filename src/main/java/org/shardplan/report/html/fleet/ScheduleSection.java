package org.shardplan.report.html.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Figures;

/** When everything runs, where there is a time grid: a strip for every workload, pool by pool. */
final class ScheduleSection {

    /** Width of a strip in its own units; its height is 10. */
    private static final double WIDTH = 1000;

    private final FleetSolution solution;
    private final double hours;

    private ScheduleSection(FleetSolution solution) {
        this.solution = solution;
        this.hours = solution.problem().goal().horizon().hours();
    }

    static List<Element> of(FleetSolution solution) {
        boolean timed = solution.problem().goal().horizon().slotHours().isPresent();
        return timed && !solution.runs().isEmpty() ? new ScheduleSection(solution).content() : List.of();
    }

    private List<Element> content() {
        List<Element> content = new ArrayList<>();
        List<Pool> pools = solution.problem().cluster().pools();
        for (int pool = 0; pool < pools.size(); pool++) {
            int index = pool;
            List<Element> rows = IntStream.range(0, solution.offers().size())
                    .filter(i -> solution.run(i).filter(run -> run.pool() == index).isPresent())
                    .mapToObj(this::row).toList();
            if (!rows.isEmpty()) {
                content.add(Element.of("h3", pools.get(pool).name() + ", "
                        + Figures.count(pools.get(pool).count() / pools.get(pool).node().gpus(), "node", "nodes")));
                content.add(Element.styled("figure", "gantt fleet").with("role", "img").with("aria-label",
                        "When the workloads on " + pools.get(pool).name() + " run.").holding(rows)
                        .holding(List.of(axis())));
            }
        }
        return content;
    }

    private Element row(int workload) {
        Run run = solution.run(workload).orElseThrow();
        double from = WIDTH * solution.startHours(workload) / hours;
        double to = Math.min(WIDTH, from + WIDTH * run.hours() / hours);
        String name = solution.offers().get(workload).workload().name();
        Element strip = Element.styled("svg", "strip").with("viewBox", "0 0 1000 10")
                .with("preserveAspectRatio", "none").with("aria-hidden", "true");
        Element bar = Element.styled("path", "forward").with("d",
                String.format(Locale.ROOT, "M%.2f 0H%.2fV10H%.2fz", from, to, from));
        return Element.styled("div", "row", Element.styled("span", "label", new Text(name)).with("title", name),
                strip.holding(List.of(bar)), Element.styled("span", "more", new Text(
                        Figures.count(run.nodes(), "node", "nodes"))));
    }

    private Element axis() {
        return Element.styled("div", "axis", Element.of("span", "0 h"), Element.of("span", ""),
                Element.of("span", Figures.plain(hours) + " h"));
    }
}
