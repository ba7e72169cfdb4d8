package org.shardplan.report.html.serving;

import java.util.List;
import java.util.Optional;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingAdvice;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingExplanation;

/** The verdict on one serving layout as a web page. */
public final class ServingExplainPage {

    private final ServingExplanation explanation;
    private final ServingAdvice advice;

    private ServingExplainPage(ServingExplanation explanation, ServingAdvice advice) {
        this.explanation = explanation;
        this.advice = advice;
    }

    /** The file that shows a verdict, with advice. */
    public static String of(ServingExplanation explanation, ServingAdvice advice, Closing closing) {
        Sheet sheet = new Sheet(explanation.estimate().problem().name());
        new ServingExplainPage(explanation, advice).write(sheet);
        return closing.close(sheet);
    }

    private void write(Sheet sheet) {
        ServingEstimate estimate = explanation.estimate();
        sheet.add(Pieces.title(estimate.problem()));
        Verdicts.of(ServingRunnersUpSection.factors(estimate), standing(), explanation.violations(),
                explanation.isImpossible()).forEach(sheet::add);
        sheet.section("Nearest repairs", ServingAdviceSections.repairs(advice));
        sheet.section("What would make an answer possible",
                ServingAdviceSections.remedies(advice.answer().remedies()));
        sheet.section("Beside the best", besideBest());
        sheet.section("The layout in numbers", List.of(Pieces.facts(ServingFacts.of("Layout", estimate))));
        ServingLayoutSections.write(estimate, sheet);
        sheet.section("What binds", ServingAdviceSections.binding(advice));
        sheet.section("Where the numbers come from", Provenances.of(estimate));
    }

    private Optional<ServingComparison> comparison() {
        return advice.answer().best().map(best -> new ServingComparison(best, explanation.estimate()));
    }

    /** How far a feasible layout is from the best. */
    private String standing() {
        return comparison().map(comparison -> ServingComparisonWords.isSame(comparison) ? "No layout is better."
                : "It is " + ServingComparisonWords.verdict(comparison)).orElse("");
    }

    private List<Element> besideBest() {
        return comparison()
                .filter(found -> !explanation.isImpossible() && !ServingComparisonWords.isSame(found))
                .map(ServingAdviceSections::besideBest).orElse(List.of());
    }
}
