package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.html.serving.ServingSolvePage;
import org.shardplan.report.mixed.ServedWords;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;

/** The answer to a mixed pipeline that serves as a web page. */
public final class ServedSolvePage {

    private ServedSolvePage() {
    }

    /** The file that shows an answer. */
    public static String of(MixedServingAnswer answer, Closing closing) {
        Sheet sheet = new Sheet(answer.problem().name());
        sheet.add(Pieces.title(answer.problem().serving()));
        lead(answer, sheet);
        answer.best().ifPresent(best -> ServedSections.write(best, sheet));
        sheet.section("Rejected", rejected(answer));
        sheet.section("Where the numbers come from", provenance(answer, answer.best()));
        return closing.close(sheet);
    }

    /** The best pipeline in short, or that there is none. */
    static void lead(MixedServingAnswer answer, Sheet sheet) {
        if (answer.best().isEmpty()) {
            sheet.add(Pieces.verdict(answer.isProved() ? Mood.BAD : Mood.UNSURE, ServedWords.absence(answer),
                    answer.lack().orElse("")));
            return;
        }
        ServingEstimate best = answer.best().get();
        sheet.add(Pieces.verdict(answer.isProved() ? Mood.GOOD : Mood.UNSURE,
                answer.isProved() ? "Best pipeline, proved:" : "Best pipeline found, not proved:",
                ServingSolvePage.headline(best)));
        List<Fact> facts = new ArrayList<>(ServingFacts.of("Best pipeline", best));
        facts.add(ServedWords.proof(answer));
        sheet.add(Pieces.facts(facts));
    }

    /** How often each rule said no, and what the nearest pipeline breaks. */
    static List<Element> rejected(MixedServingAnswer answer) {
        Table table = new Table(Column.words("Rule"), Column.words("The nearest"), Column.number("Rejected"));
        answer.reasons().forEach(obstacle -> table.row(new Text(obstacle.nearest().rule()),
                Element.of("div", obstacle.nearest().message()), new Text(Figures.count(obstacle.times()))));
        return answer.reasons().isEmpty() ? List.of() : List.of(table.element(),
                Pieces.remark("Counted are pipelines, and choices of pools, stages, tp and formats at their best."));
    }

    /** Sources, and how far off the pipeline shown may be. */
    static List<Element> provenance(MixedServingAnswer answer, Optional<ServingEstimate> shown) {
        return shown.map(Provenances::of).orElseGet(() -> Provenances.of(answer.problem().serving()));
    }
}
