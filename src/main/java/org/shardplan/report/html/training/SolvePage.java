package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.html.piece.Rejected;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;
import org.shardplan.report.words.ProofWords;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;

/** An answer as a web page. */
public final class SolvePage {

    private final Answer answer;
    private final Sheet sheet;

    private SolvePage(Answer answer) {
        this.answer = answer;
        this.sheet = new Sheet(answer.problem().name());
    }

    /** The file that shows an answer. */
    public static String of(Answer answer, Closing closing) {
        SolvePage page = new SolvePage(answer);
        page.sheet.add(Pieces.title(answer.problem()));
        if (answer.best().isPresent()) {
            page.found(answer.best().get());
        } else {
            page.notFound();
        }
        page.sheet.section("Rejected", Rejected.rules(answer));
        page.sheet.section("Where the numbers come from", page.provenance());
        return closing.close(page.sheet);
    }

    private List<Element> provenance() {
        return answer.best().map(Provenances::of).orElseGet(() -> Provenances.of(answer.problem()));
    }

    private void found(Estimate best) {
        sheet.add(Verdicts.found(answer.proof().isComplete(), headline(best)));
        List<Fact> facts = new ArrayList<>(Facts.of("Best layout", best));
        facts.add(ProofWords.of(answer));
        sheet.add(Pieces.facts(facts));
        LayoutSections.write(best, sheet);
        sheet.section("Runners-up", RunnersUpSection.of(answer.ranking()));
    }

    private static String headline(Estimate best) {
        String layout = new LayoutWords(best.problem(), best.layout()).factors();
        String step = layout + " on " + best.pool().gpu().name() + ", "
                + Figures.seconds(best.stepSeconds()) + " a step";
        if (best.problem().training().tokens().isEmpty()) {
            return step + ".";
        }
        boolean priced = best.pool().price().onDemandUsd().isPresent();
        return step + ", " + Figures.duration(best.run().hours() * 3600)
                + (priced ? " and " + Figures.usd(best.run().costUsd()) : "") + " for the whole run.";
    }

    private void notFound() {
        sheet.add(Verdicts.notFound(answer.proof().isComplete(), ProofWords.of(answer)));
        answer.remedies().moreGpus().ifPresent(enough -> sheet.add(Pieces.paragraph("With more of the same GPUs, "
                + Figures.count(enough.gpus()) + " would do: "
                + new LayoutWords(enough.problem(), enough.layout()).factors() + ", "
                + Figures.seconds(enough.stepSeconds()) + " a step.")));
        Optional<NearMiss> nearest = answer.remedies().nearest();
        nearest.ifPresent(miss -> {
            sheet.section("Nearest miss", List.of(Rejected.violations(miss.violations()),
                    Pieces.facts(Facts.of("Layout", miss.estimate()))));
            LayoutSections.write(miss.estimate(), sheet);
        });
    }
}
