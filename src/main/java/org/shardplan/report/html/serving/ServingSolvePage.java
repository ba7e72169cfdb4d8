package org.shardplan.report.html.serving;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Sheet;
import org.shardplan.report.html.piece.Closing;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Provenances;
import org.shardplan.report.html.piece.Rejected;
import org.shardplan.report.html.piece.Verdicts;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ProofWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingMiss;

/** An answer to a serving problem as a web page. */
public final class ServingSolvePage {

    private static final double MILLI = 1000;

    private final ServingAnswer answer;
    private final Sheet sheet;

    private ServingSolvePage(ServingAnswer answer) {
        this.answer = answer;
        this.sheet = new Sheet(answer.problem().name());
    }

    /** The file that shows an answer. */
    public static String of(ServingAnswer answer, Closing closing) {
        ServingSolvePage page = new ServingSolvePage(answer);
        page.sheet.add(Pieces.title(answer.problem()));
        answer.best().ifPresentOrElse(page::found, page::notFound);
        page.sheet.section("Rejected", Rejected.rules(answer));
        page.sheet.section("Where the numbers come from", page.provenance());
        return closing.close(page.sheet);
    }

    private List<Element> provenance() {
        return answer.best().map(Provenances::of).orElseGet(() -> Provenances.of(answer.problem()));
    }

    private void found(ServingEstimate best) {
        sheet.add(Verdicts.found(answer.proof().isComplete(), headline(best)));
        List<Fact> facts = new ArrayList<>(ServingFacts.of("Best layout", best));
        facts.add(ProofWords.of(answer));
        sheet.add(Pieces.facts(facts));
        ServingLayoutSections.write(best, sheet);
        sheet.section("Runners-up", ServingRunnersUpSection.of(answer.ranking()));
    }

    /** What a layout does, in one sentence. */
    public static String headline(ServingEstimate best) {
        Times times = best.times().mean();
        boolean onePool = best.problem().cluster().pools().size() == 1;
        return ServingRunnersUpSection.factors(best) + (onePool ? " on " + best.pool(best.answers()).gpu().name() : "")
                + ": " + Figures.scaled(best.tokensPerSecond()) + " tokens/s, first token in "
                + Figures.seconds(times.ttftMs() / MILLI)
                + (times.tpotMs() > 0 ? ", then one every " + Figures.seconds(times.tpotMs() / MILLI) : "")
                + (Double.isFinite(best.usdPerHour())
                        ? ", " + Figures.usd(best.usdPerMillionTokens()) + " per million tokens out." : ".");
    }

    private void notFound() {
        sheet.add(Verdicts.notFound(answer.proof().isComplete(), ProofWords.of(answer)));
        ServingAdviceSections.remedies(answer.remedies()).forEach(sheet::add);
        answer.remedies().nearest().ifPresent(this::nearest);
    }

    private void nearest(ServingMiss miss) {
        sheet.section("Nearest miss", List.of(Rejected.violations(miss.violations()),
                Pieces.facts(ServingFacts.of("Layout", miss.estimate()))));
        ServingLayoutSections.write(miss.estimate(), sheet);
    }
}
