package org.shardplan.report.html.serving;

import java.util.List;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Node;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;

/** The serving layouts behind the best and why they lose. */
final class ServingRunnersUpSection {

    /** More bars say nothing new. */
    private static final int MOST_BARS = 8;
    private static final double MILLI = 1000;

    private ServingRunnersUpSection() {
    }

    static List<Element> of(List<ServingEstimate> ranking) {
        if (ranking.size() < 2) {
            return List.of();
        }
        Table table = table("Layout", ranking.get(0));
        ranking.stream().skip(1).forEach(other -> {
            ServingComparison comparison = new ServingComparison(ranking.get(0), other);
            Element layout = Pieces.twoLines(factors(other), ServingComparisonWords.unlike(comparison));
            table.row(cells(layout.holding(List.of(Element.of("small", ServingComparisonWords.reason(comparison)))),
                    comparison));
        });
        return List.of(table.element(), Element.of("h3", "A decode step, the best first"),
                ServingLayoutSections.compared(ranking.subList(0, Math.min(MOST_BARS, ranking.size()))));
    }

    /** A table of layouts beside the best, with a first column of its own. */
    static Table table(String first, ServingEstimate any) {
        return new Table(Column.words(first), Column.number(any.problem().goal().objective().label()),
                Column.number("first token"), Column.number("next token"), Column.number("vs best"));
    }

    static Node[] cells(Node first, ServingComparison comparison) {
        ServingEstimate other = comparison.other();
        return new Node[] {first, new Text(ServingFacts.objective(other)),
            new Text(Figures.seconds(other.times().late().ttftMs() / MILLI)),
            new Text(ServingFacts.nextToken(other)),
            new Text(ServingComparisonWords.difference(comparison))};
    }

    static String factors(ServingEstimate estimate) {
        return new ServingWords(estimate.problem(), estimate.layout()).factors();
    }
}
