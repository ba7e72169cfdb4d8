package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.problem.Objective;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Node;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ComparisonWords;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;

/** The layouts behind the best and why they lose. */
final class RunnersUpSection {

    /** More bars say nothing new. */
    private static final int MOST_BARS = 8;

    private RunnersUpSection() {
    }

    static List<Element> of(List<Estimate> ranking) {
        if (ranking.size() < 2) {
            return List.of();
        }
        Estimate best = ranking.get(0);
        Objective objective = best.problem().goal().objective();
        Table table = new Table(Column.words("Layout"), Column.number(objective.label()), Column.number("vs best"),
                Column.number("GiB"));
        ranking.stream().skip(1).forEach(other -> table.row(cells(new Comparison(best, other))));
        return List.of(table.element(), Pieces.remark("Why it loses: share of the step (the best's)."),
                Element.of("h3", "Step time, the best first"),
                TimeSection.compared(ranking.subList(0, Math.min(MOST_BARS, ranking.size()))));
    }

    private static Node[] cells(Comparison comparison) {
        Estimate other = comparison.other();
        List<String> below = new ArrayList<>(ComparisonWords.unlike(comparison));
        Element layout = Pieces.twoLines(new LayoutWords(other.problem(), other.layout()).factors(), below);
        return new Node[] {
            layout.holding(List.of(Element.of("small", ComparisonWords.reason(comparison)))),
            new Text(Facts.objective(other)), new Text(ComparisonWords.difference(comparison)),
            new Text(Figures.gib(other.memory().totalGib()))};
    }
}
