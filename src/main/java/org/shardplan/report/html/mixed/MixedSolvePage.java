package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Pieces.Mood;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.mixed.MixedFacts;
import org.shardplan.report.mixed.MixedWords;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;

/** The answer to a mixed pipeline as a web page. */
public final class MixedSolvePage {

    private MixedSolvePage() {
    }

    /** The file that shows an answer. */
    public static String of(MixedAnswer answer, Closing closing) {
        Sheet sheet = new Sheet(answer.problem().name());
        sheet.add(Pieces.title(answer.problem().training()));
        lead(answer, sheet);
        answer.best().ifPresent(best -> MixedSections.write(best, sheet));
        sheet.section("Where the numbers come from", provenance(answer, answer.best()));
        return closing.close(sheet);
    }

    /** The best pipeline in short, or why there is none. */
    static void lead(MixedAnswer answer, Sheet sheet) {
        if (answer.best().isEmpty()) {
            sheet.add(Pieces.verdict(answer.isProved() ? Mood.BAD : Mood.UNSURE, MixedFacts.absence(answer), ""));
            sheet.section("Why", List.of(Pieces.list(answer.obstacles())));
            return;
        }
        sheet.add(Pieces.verdict(answer.isProved() ? Mood.GOOD : Mood.UNSURE,
                answer.isProved() ? "Best pipeline, proved:" : "Best pipeline found, not proved:",
                headline(answer.best().get())));
        List<Fact> facts = new ArrayList<>(MixedFacts.of("Best pipeline", answer.best().get()));
        facts.add(MixedFacts.proof(answer));
        sheet.add(Pieces.facts(facts));
    }

    private static String headline(MixedEstimate best) {
        String step = MixedWords.order(best) + " in " + Figures.count(best.stages().size(), "stage", "stages") + ", "
                + Figures.seconds(best.stepSeconds()) + " a step";
        if (best.problem().training().training().tokens().isEmpty()) {
            return step + ".";
        }
        return step + ", " + Figures.duration(best.hours() * 3600) + (best.usdPerHour().isEmpty() ? ""
                : " and " + Figures.usd(best.usdPerHour().getAsDouble() * best.hours())) + " for the whole run.";
    }

    /** Sources, and how far off the pipeline shown may be. */
    static List<Element> provenance(MixedAnswer answer, Optional<MixedEstimate> shown) {
        List<Element> content = new ArrayList<>();
        shown.ifPresent(pipeline -> content.add(Pieces.paragraph("No run of a mixed pipeline was measured. Of layouts "
                + "on the least known of these GPUs alone, 90 % are expected within "
                + Figures.format("± %.0f %%", 100 * pipeline.expectedError()) + " of what is measured.")));
        content.addAll(Provenances.of(answer.problem().training()));
        return content;
    }
}
