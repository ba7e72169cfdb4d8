package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingAnswer.Obstacle;
import org.shardplan.report.page.Fact;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.serving.ServingTitle;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;

/** A mixed pipeline that serves: what requests take, what was proved, stage by stage. */
final class ServedPipelineReport {

    private final MixedServingAnswer answer;
    private final Page page;

    private ServedPipelineReport(MixedServingAnswer answer, Page page) {
        this.answer = answer;
        this.page = page;
    }

    static void write(MixedServingAnswer answer, Page page) {
        ServedPipelineReport report = new ServedPipelineReport(answer, page);
        ServingTitle.write(answer.problem().serving(), page);
        if (answer.best().isPresent()) {
            report.found(answer.best().get());
        } else {
            notFound(answer, page);
        }
        page.blank();
    }

    private void found(ServingEstimate best) {
        ServingFacts.write("Best pipeline", best, page);
        Fact proof = ServedWords.proof(answer);
        page.fact(proof.label(), answer.isProved() ? page.style().good(proof.value())
                : page.style().warning(proof.value()), proof.details().toArray(String[]::new));
        ServedStages.write(best, page);
        List<String> limits = answer.reasons().stream()
                .map(obstacle -> obstacle.nearest().rule() + " " + Figures.count(obstacle.times())).toList();
        if (!limits.isEmpty()) {
            page.blank();
            page.list("Rejected", limits, page.style().separator());
        }
    }

    /** That there is none, and why. */
    static void notFound(MixedServingAnswer answer, Page page) {
        page.line("  " + page.style().bad(ServedWords.absence(answer)));
        answer.lack().ifPresent(lack -> page.words("", lack));
        Rejections.violations(answer.reasons().stream().map(Obstacle::nearest).toList(), page);
    }
}
