package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Binding;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Obstacle;
import org.shardplan.explain.Repair;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Node;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.report.training.BindingTable;
import org.shardplan.report.training.RepairTable;
import org.shardplan.report.words.ComparisonWords;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.report.words.ObstacleWords;
import org.shardplan.solver.Answer;

/** What helps. */
final class AdviceSections {

    private AdviceSections() {
    }

    /** The nearest feasible layouts. */
    static List<Element> repairs(Advice advice) {
        List<Repair> nearest = advice.repairs().nearest();
        if (nearest.isEmpty()) {
            return List.of();
        }
        Optional<Estimate> best = advice.answer().flatMap(Answer::best);
        String objective = nearest.get(0).estimate().problem().goal().objective().label();
        Table table = new Table(Column.words("Change"), Column.number(objective), Column.number("vs best"),
                Column.number("GiB"));
        nearest.forEach(repair -> table.row(cells(repair, best)));
        return List.of(table.element(), Pieces.remark(RepairTable.claim(advice.repairs())));
    }

    private static Node[] cells(Repair repair, Optional<Estimate> best) {
        Estimate estimate = repair.estimate();
        String changes = String.join(", ", repair.changes().stream().map(RepairTable::words).toList());
        return new Node[] {
            Pieces.twoLines(changes, List.of(new LayoutWords(estimate.problem(), estimate.layout()).factors())),
            new Text(Facts.objective(estimate)),
            new Text(best.map(found -> ComparisonWords.difference(new Comparison(found, estimate))).orElse("")),
            new Text(Figures.gib(estimate.memory().totalGib()))};
    }

    /** Why no layout at all is feasible. */
    static List<Element> obstacle(Advice advice) {
        if (advice.obstacle().isEmpty()) {
            return List.of();
        }
        Obstacle obstacle = advice.obstacle().get();
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(ObstacleWords.conflict(obstacle.conflict()))));
        content.add(obstacle.moves().isEmpty()
                ? Pieces.paragraph("It takes more than one of them: no single change helps.")
                : Pieces.paragraph("Any one of these would do:"));
        content.add(Pieces.list(obstacle.moves().stream().map(ObstacleWords::words).toList()));
        return content;
    }

    /** What a little more of everything would bring, and how sure the choice is. */
    static List<Element> binding(Advice advice) {
        Binding binding = advice.binding();
        if (binding.increments().isEmpty()) {
            return List.of();
        }
        Table more = new Table(Column.words("A little more"), Column.number("Gain"), Column.words("Then best"));
        binding.increments().forEach(increment -> more.row(increment.what(),
                Figures.percent(increment.gainPercent()), ComparisonWords.best(increment.comparison())));
        Table doubts = new Table(Column.words("If the model errs"), Column.number("Loss"), Column.words("Then best"));
        binding.doubts().forEach(doubt ->
                doubts.row(doubt.what(), BindingTable.loss(doubt), BindingTable.best(doubt)));
        return List.of(more.element(), doubts.element());
    }
}
