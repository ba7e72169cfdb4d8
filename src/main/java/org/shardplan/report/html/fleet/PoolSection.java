package org.shardplan.report.html.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Chart.Piece;
import org.shardplan.report.html.element.Chart.Row;
import org.shardplan.report.html.element.Chart.Series;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.page.Figures;

/** The pools of a fleet as bars of nodes, a piece for every workload; with a time grid the schedule tells it. */
final class PoolSection {

    /** Colours of the style sheet; the one before the last of them is for what is free. */
    private static final List<Integer> COLOURS = List.of(0, 6, 1, 9, 12, 4, 10, 3, 8, 2, 7, 5);
    private static final int FREE = 11;

    private final FleetSolution solution;
    private final List<Integer> shown;

    private PoolSection(FleetSolution solution) {
        this.solution = solution;
        this.shown = IntStream.range(0, solution.offers().size()).filter(i -> solution.run(i).isPresent())
                .boxed().toList();
    }

    static List<Element> of(FleetSolution solution) {
        PoolSection section = new PoolSection(solution);
        boolean timed = solution.problem().goal().horizon().slots() > 1;
        return timed || section.shown.isEmpty() ? List.of() : List.of(section.chart().element());
    }

    private Chart chart() {
        List<Series> series = new ArrayList<>();
        if (isNamed()) {
            for (int index = 0; index < shown.size(); index++) {
                series.add(new Series(name(shown.get(index)), COLOURS.get(index)));
            }
        } else {
            series.add(new Series("taken", COLOURS.get(0)));
        }
        series.add(new Series("free", FREE));
        List<Row> rows = IntStream.range(0, solution.problem().cluster().pools().size()).mapToObj(this::row).toList();
        return new Chart("Nodes of every pool by who is on them.", "Pool", series, rows, List.of());
    }

    /** More workloads than colours are not told apart. */
    private boolean isNamed() {
        return shown.size() <= COLOURS.size();
    }

    private String name(int workload) {
        return solution.offers().get(workload).workload().name();
    }

    private Row row(int index) {
        Pool pool = solution.problem().cluster().pools().get(index);
        int nodes = pool.count() / pool.node().gpus();
        List<Integer> taken = shown.stream().map(workload -> solution.run(workload).orElseThrow())
                .map(run -> run.pool() == index ? run.nodes() : 0).toList();
        int sum = taken.stream().mapToInt(each -> each).sum();
        List<Piece> pieces = new ArrayList<>();
        (isNamed() ? taken : List.of(sum)).forEach(each -> pieces.add(piece(each)));
        pieces.add(piece(nodes - sum));
        return new Row(pool.name(), pieces, Figures.count(sum) + " of " + Figures.count(nodes, "node", "nodes"));
    }

    private static Piece piece(int nodes) {
        return new Piece(nodes, Figures.count(nodes));
    }
}
