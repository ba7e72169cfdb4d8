package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Advice;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Explanation;
import org.shardplan.explain.Explanation.Verdict;
import org.shardplan.memory.MemoryTerm;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ComparisonWords;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.solver.Answer;
import org.shardplan.units.Bytes;

/** The verdict on one layout as a web page. */
public final class ExplainPage {

    private static final double VISIBLE_GIB = 0.05;

    private final Explanation explanation;
    private final Advice advice;
    private final Sheet sheet;

    private ExplainPage(Explanation explanation, Advice advice) {
        this.explanation = explanation;
        this.advice = advice;
        this.sheet = new Sheet(explanation.estimate().problem().name());
    }

    /** The file that shows a verdict, with advice. */
    public static String of(Explanation explanation, Advice advice, Closing closing) {
        ExplainPage page = new ExplainPage(explanation, advice);
        page.sheet.add(Pieces.title(explanation.estimate().problem()));
        page.verdict();
        page.sheet.section("Why no layout is feasible", AdviceSections.obstacle(advice));
        page.sheet.section("Smallest repairs", AdviceSections.repairs(advice));
        page.sheet.section("Beside the best", page.besideBest());
        page.sheet.section("The layout in numbers", List.of(Pieces.facts(Facts.of("Layout", explanation.estimate()))));
        LayoutSections.write(explanation.estimate(), page.sheet);
        page.sheet.section("How the memory comes about", page.terms());
        page.sheet.section("What binds", AdviceSections.binding(advice));
        page.sheet.section("Where the numbers come from", Provenances.of(explanation.estimate()));
        return closing.close(page.sheet);
    }

    private void verdict() {
        Estimate estimate = explanation.estimate();
        Verdicts.of(new LayoutWords(estimate.problem(), estimate.layout()).factors(), standing(),
                explanation.violations(), explanation.isImpossible()).forEach(sheet::add);
    }

    private Optional<Comparison> comparison() {
        return advice.answer().flatMap(Answer::best).map(best -> new Comparison(best, explanation.estimate()));
    }

    /** How far a feasible layout is from the best. */
    private String standing() {
        return comparison().map(comparison -> ComparisonWords.isSame(comparison) ? "No layout is better."
                : "It is " + ComparisonWords.verdict(comparison)).orElse("");
    }

    /** Why a feasible layout is not the best. */
    private List<Element> besideBest() {
        Optional<Comparison> comparison = comparison().filter(found -> !ComparisonWords.isSame(found));
        if (explanation.verdict() == Verdict.REJECTED || comparison.isEmpty()) {
            return List.of();
        }
        Estimate best = comparison.get().best();
        return List.of(Pieces.paragraph("The best: " + String.join(", ", describe(best, explanation.estimate())) + "."),
                TimeSection.compared(List.of(explanation.estimate(), best)));
    }

    private static List<String> describe(Estimate best, Estimate other) {
        LayoutWords words = new LayoutWords(best.problem(), best.layout());
        List<String> described = new ArrayList<>(List.of(words.factors()));
        described.addAll(words.settingsUnlike(new LayoutWords(best.problem(), other.layout())));
        return described;
    }

    private List<Element> terms() {
        Table table = new Table(Column.words("Part"), Column.words("Formula"), Column.number("GiB"));
        for (MemoryTerm term : explanation.terms()) {
            if (term.bytes() > VISIBLE_GIB * Bytes.PER_GIB) {
                table.row(new Text(term.part().label()), Pieces.twoLines(term.formula(), List.of(term.source())),
                        new Text(Figures.gib(term.bytes() / Bytes.PER_GIB)));
            }
        }
        return List.of(table.element());
    }
}
