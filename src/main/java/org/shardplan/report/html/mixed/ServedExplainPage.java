package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingExplanation.OneMore;
import org.shardplan.mixed.serving.MixedServingJudgement;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.mixed.MixedServingWorth;
import org.shardplan.report.mixed.ServedWords;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;

/** Why a pipeline that serves is as it is, or the verdict on one that was given, as a web page. */
public final class ServedExplainPage {

    private ServedExplainPage() {
    }

    /** The file that explains the best pipeline. */
    public static String of(MixedServingExplanation explanation, Closing closing) {
        Sheet sheet = new Sheet(explanation.answer().problem().name());
        sheet.add(Pieces.title(explanation.answer().problem().serving()));
        ServedSolvePage.lead(explanation.answer(), sheet);
        explanation.answer().best().ifPresent(best ->
                sheet.section("What one more node would bring", oneMore(explanation.oneMore(), best)));
        sheet.section("Without such a pipeline",
                List.of(Pieces.paragraph(MixedServingWorth.unmixed(explanation))));
        explanation.answer().best().ifPresent(best -> ServedSections.write(best, sheet));
        sheet.section("Rejected", ServedSolvePage.rejected(explanation.answer()));
        sheet.section("Where the numbers come from", ServedSolvePage.provenance(
                explanation.answer(), explanation.answer().best()));
        return closing.close(sheet);
    }

    private static List<Element> oneMore(List<OneMore> oneMore, ServingEstimate best) {
        if (oneMore.isEmpty()) {
            return List.of();
        }
        Table table = new Table(Column.words("One more node"),
                Column.number(best.problem().goal().objective().label()), Column.number("against the best"));
        oneMore.forEach(more -> table.row(MixedServingWorth.cells(more, best).toArray(String[]::new)));
        return List.of(table.element(), Pieces.remark("Each was solved again."));
    }

    /** The file that shows the verdict on a pipeline that was given. */
    public static String of(MixedServingJudgement judgement, Closing closing) {
        ServingEstimate estimate = judgement.estimate();
        Sheet sheet = new Sheet(judgement.answer().problem().name());
        sheet.add(Pieces.title(estimate.problem()));
        Verdicts.of(ServingComparisonWords.words(estimate).factors(), standing(judgement),
                judgement.judged().violations(), judgement.judged().isImpossible()).forEach(sheet::add);
        sheet.section("Beside the best", besideBest(judgement));
        sheet.section("The pipeline in numbers", List.of(Pieces.facts(ServingFacts.of("Pipeline", estimate))));
        ServedSections.write(estimate, sheet);
        sheet.section("Where the numbers come from", ServedSolvePage.provenance(
                judgement.answer(), Optional.of(estimate)));
        return closing.close(sheet);
    }

    private static String standing(MixedServingJudgement judgement) {
        return judgement.comparison().map(comparison -> !ServingComparisonWords.isSame(comparison)
                ? "It is " + ServingComparisonWords.verdict(comparison)
                : judgement.answer().isProved() ? "No pipeline is better." : "No better one was found.").orElse("");
    }

    private static List<Element> besideBest(MixedServingJudgement judgement) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(ServedWords.sameStages(judgement))));
        if (judgement.comparison().isEmpty()) {
            content.add(Pieces.paragraph(ServedWords.absence(judgement.answer())));
            content.addAll(ServedSolvePage.rejected(judgement.answer()));
        }
        judgement.comparison().filter(comparison -> !ServingComparisonWords.isSame(comparison))
                .ifPresent(comparison -> content.addAll(beside(comparison, judgement.answer().isProved())));
        return content;
    }

    private static List<Element> beside(ServingComparison comparison, boolean proved) {
        List<String> unlike = ServingComparisonWords.unlike(
                new ServingComparison(comparison.other(), comparison.best()));
        Table table = new Table(Column.words(""), Column.number("this one"), Column.number("the best"),
                Column.number("difference"));
        ServedWords.sideBySide(comparison).forEach(
                line -> table.row(line.label(), line.own(), line.best(), line.difference()));
        return List.of(Pieces.paragraph((proved ? "The best: " : "The best found: ")
                + ServingComparisonWords.words(comparison.best()).factors() + "; layers "
                + ServedWords.layers(comparison.best()) + (unlike.isEmpty() ? "." : "; " + String.join(", ", unlike)
                + ".")), table.element());
    }
}
