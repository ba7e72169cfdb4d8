package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.explain.MixedComparison;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.MixedExplanation.OneMore;
import org.shardplan.mixed.explain.MixedJudgement;
import org.shardplan.mixed.explain.OtherOrders;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.mixed.MixedFacts;
import org.shardplan.report.mixed.MixedJudgementReport;
import org.shardplan.report.mixed.MixedOrders;
import org.shardplan.report.mixed.MixedWords;
import org.shardplan.report.mixed.MixedWorth;

/** Why a mixed pipeline is as it is, or the verdict on one that was given, as a web page. */
public final class MixedExplainPage {

    private MixedExplainPage() {
    }

    /** The file that explains the best pipeline. */
    public static String of(MixedExplanation explanation, Closing closing) {
        Sheet sheet = new Sheet(explanation.answer().problem().name());
        sheet.add(Pieces.title(explanation.answer().problem().training()));
        MixedSolvePage.lead(explanation.answer(), sheet);
        explanation.answer().best().ifPresent(best -> {
            sheet.section("Why this order", orders(explanation.orders(), best));
            sheet.section("What one more node would bring", oneMore(explanation, best));
            MixedSections.write(best, sheet);
        });
        sheet.section("Where the numbers come from", MixedSolvePage.provenance(
                explanation.answer(), explanation.answer().best()));
        return closing.close(sheet);
    }

    private static List<Element> orders(OtherOrders orders, MixedEstimate best) {
        Table table = new Table(Column.words("Instead"), Column.number("step"), Column.number("vs best"),
                Column.words("What takes longer"));
        orders.swaps().forEach(swap -> row(MixedOrders.words(swap), best, swap.pipeline(), table));
        orders.next().ifPresent(next -> row(MixedOrders.nextOf(orders), best, orders.next(), table));
        return orders.swaps().isEmpty() && orders.next().isEmpty() ? List.of()
                : List.of(table.element(), Pieces.remark(MixedOrders.NOTE));
    }

    private static void row(String what, MixedEstimate best, Optional<MixedEstimate> other, Table table) {
        List<String> cells = MixedOrders.cells(best, other);
        List<String> below = other.map(found -> List.of(MixedWords.order(found), "layers " + MixedWords.layers(found)))
                .orElse(List.of());
        table.row(Pieces.twoLines(what, below), new Text(cells.get(0)), new Text(cells.get(1)),
                new Text(cells.get(2)));
    }

    private static List<Element> oneMore(MixedExplanation explanation, MixedEstimate best) {
        if (explanation.oneMore().isEmpty()) {
            return List.of();
        }
        Table table = new Table(Column.words("One more node"), Column.number("step"), Column.number("shorter by"));
        for (OneMore more : explanation.oneMore()) {
            table.row(MixedWorth.cells(more, best.stepSeconds()).toArray(String[]::new));
        }
        return List.of(table.element(), Pieces.remark("Each was solved again."));
    }

    /** The file that shows the verdict on a pipeline that was given. */
    public static String of(MixedJudgement judgement, Closing closing) {
        MixedEstimate estimate = judgement.estimate();
        Sheet sheet = new Sheet(estimate.problem().name());
        sheet.add(Pieces.title(estimate.problem().training()));
        String standing = judgement.comparison().map(MixedExplainPage::standing).orElse("");
        Verdicts.of("A pipeline of " + MixedWords.shape(estimate), standing, judgement.violations(),
                judgement.isImpossible()).forEach(sheet::add);
        sheet.section("Beside the best", besideBest(judgement));
        sheet.section("The pipeline in numbers", List.of(Pieces.facts(MixedFacts.of("Pipeline", estimate))));
        MixedSections.write(estimate, sheet);
        sheet.section("Where the numbers come from", MixedSolvePage.provenance(
                judgement.answer(), Optional.of(estimate)));
        return closing.close(sheet);
    }

    private static String standing(MixedComparison comparison) {
        return comparison.isSame() ? "No better one was found." : "It is " + MixedWords.verdict(comparison);
    }

    private static List<Element> besideBest(MixedJudgement judgement) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(MixedJudgementReport.sameOrder(judgement))));
        if (judgement.comparison().isEmpty()) {
            content.add(Pieces.paragraph(MixedFacts.absence(judgement.answer())));
            content.add(Pieces.list(judgement.answer().obstacles()));
        }
        judgement.comparison().filter(comparison -> !comparison.isSame()).ifPresent(comparison -> {
            MixedEstimate best = comparison.best();
            content.add(Pieces.paragraph((judgement.answer().isProved() ? "The best: " : "The best found: ")
                    + String.join(", ", MixedWords.shared(best.layout().shared())) + "; " + MixedWords.order(best)
                    + "; layers " + MixedWords.layers(best) + "."));
            content.add(MixedTimeSection.compared(comparison.other(), best));
        });
        return content;
    }
}
