package org.shardplan.report.html.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.fleet.planner.FleetSolution;
import org.shardplan.fleet.planner.Run;
import org.shardplan.report.fleet.RunWords;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Node;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;

/** Who runs where: a row for every workload of a fleet that runs. */
final class RunTable {

    private final FleetSolution solution;
    private final boolean timed;

    private RunTable(FleetSolution solution) {
        this.solution = solution;
        this.timed = solution.problem().goal().horizon().slotHours().isPresent();
    }

    static List<Element> of(FleetSolution solution) {
        return solution.runs().isEmpty() ? List.of() : List.of(new RunTable(solution).table());
    }

    private Element table() {
        List<Column> columns = new ArrayList<>(List.of(Column.words("Workload"), Column.words("runs on"),
                Column.number("nodes"), Column.number("GPUs")));
        if (timed) {
            columns.add(Column.number("from hour"));
        }
        columns.addAll(List.of(Column.number("hours"), Column.number("US dollars"), Column.number("kW")));
        Table table = new Table(columns.toArray(Column[]::new));
        for (int workload = 0; workload < solution.offers().size(); workload++) {
            Optional<Run> run = solution.run(workload);
            if (run.isPresent()) {
                table.row(cells(workload, run.get()));
            }
        }
        return table.element();
    }

    private Node[] cells(int workload, Run run) {
        List<Node> cells = new ArrayList<>(List.of(
                Pieces.twoLines(solution.offers().get(workload).workload().name(), RunWords.of(run)),
                new Text(solution.pool(run).name()), new Text(Figures.count(run.nodes())),
                new Text(Figures.count(run.gpus()))));
        if (timed) {
            cells.add(new Text(Figures.number(solution.startHours(workload))));
        }
        cells.addAll(List.of(new Text(Figures.number(run.hours())), new Text(Figures.usd(run.usd())),
                new Text(Figures.number(run.kw()))));
        return cells.toArray(Node[]::new);
    }
}
