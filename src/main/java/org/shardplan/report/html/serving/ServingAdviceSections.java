package org.shardplan.report.html.serving;

import java.util.List;
import java.util.Optional;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.report.serving.ServingReport;
import org.shardplan.report.serving.ServingSideBySide;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingRepair;
import org.shardplan.serving.solver.ServingAnswer.Remedies;

/** What helps a serving layout. */
final class ServingAdviceSections {

    private ServingAdviceSections() {
    }

    /** The nearest feasible layouts. */
    static List<Element> repairs(ServingAdvice advice) {
        Optional<ServingEstimate> best = advice.answer().best();
        if (advice.repairs().isEmpty() || best.isEmpty()) {
            return List.of();
        }
        Table table = ServingRunnersUpSection.table("Change", best.get());
        for (ServingRepair repair : advice.repairs()) {
            Element changes = Pieces.twoLines(ServingComparisonWords.changes(repair),
                    List.of(ServingRunnersUpSection.factors(repair.estimate())));
            table.row(ServingRunnersUpSection.cells(changes, new ServingComparison(best.get(), repair.estimate())));
        }
        return List.of(table.element());
    }

    /** What would make an answer possible where there is none. */
    static List<Element> remedies(Remedies remedies) {
        return ServingReport.remedies(remedies).stream().map(Pieces::paragraph).toList();
    }

    /** The layout beside the best, figure by figure. */
    static List<Element> besideBest(ServingComparison comparison) {
        List<String> unlike = ServingComparisonWords.unlike(
                new ServingComparison(comparison.other(), comparison.best()));
        Table table = new Table(Column.words(""), Column.number("this one"), Column.number("the best"),
                Column.number("difference"));
        ServingSideBySide.of(comparison).forEach(
                line -> table.row(line.label(), line.own(), line.best(), line.difference()));
        return List.of(Pieces.paragraph("The best: " + ServingRunnersUpSection.factors(comparison.best())
                        + (unlike.isEmpty() ? "." : ", " + String.join(", ", unlike) + ".")), table.element(),
                ServingLayoutSections.compared(List.of(comparison.other(), comparison.best())));
    }

    /** What a little more of everything would bring. */
    static List<Element> binding(ServingAdvice advice) {
        if (advice.bindings().isEmpty()) {
            return List.of();
        }
        Table more = new Table(Column.words("A little more"), Column.number("Gain"), Column.words("Then best"));
        advice.bindings().forEach(binding -> more.row(binding.what(), Figures.percent(binding.gainPercent()),
                ServingComparisonWords.best(binding.comparison())));
        return List.of(more.element());
    }
}
