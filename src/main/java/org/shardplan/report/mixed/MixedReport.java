package org.shardplan.report.mixed;

import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Title;
import org.shardplan.report.words.Facts;

/** A mixed pipeline: what it takes, what was proved, stage by stage. */
public final class MixedReport {

    private MixedReport() {
    }

    public static void write(MixedAnswer answer, Page page) {
        Title.write(answer.problem().training(), page);
        if (answer.best().isPresent()) {
            found(answer, answer.best().get(), page);
        } else {
            notFound(answer, page);
        }
        page.blank();
    }

    private static void found(MixedAnswer answer, MixedEstimate best, Page page) {
        Facts.write("Best pipeline", MixedFacts.of("Best pipeline", best), page);
        Fact proof = MixedFacts.proof(answer);
        page.fact(proof.label(), answer.isProved() ? page.style().good(proof.value())
                : page.style().warning(proof.value()), proof.details().toArray(String[]::new));
        MixedStages.write(best, page);
    }

    /** That there is none, and why. */
    static void notFound(MixedAnswer answer, Page page) {
        page.line("  " + page.style().bad(MixedFacts.absence(answer)));
        answer.obstacles().forEach(obstacle -> page.words("", obstacle));
    }
}
