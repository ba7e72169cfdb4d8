package org.shardplan.report.mixed;

import java.util.List;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingAnswer.Obstacle;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.serving.ServingTitle;
import org.shardplan.report.words.Rejections;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.rule.Level;
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
            report.notFound();
        }
        page.blank();
    }

    private void found(ServingEstimate best) {
        ServingFacts.write("Best pipeline", best, page);
        proof();
        ServedStages.write(best, page);
        List<String> limits = limits().stream()
                .map(obstacle -> obstacle.nearest().rule() + " " + Figures.count(obstacle.times())).toList();
        if (!limits.isEmpty()) {
            page.blank();
            page.list("Rejected", limits, page.style().separator());
        }
    }

    private void proof() {
        String over = "over " + Figures.count(answer.searched().plans(), "choice", "choices")
                + " of pools, stages, tp and formats";
        String evaluated = Figures.count(answer.searched().pipelines(), "pipeline", "pipelines")
                + " evaluated, the rest bounded";
        if (answer.isProved()) {
            page.fact("Proved", page.style().good("optimal"), over, evaluated);
        } else {
            page.fact("Not proved", page.style().warning("best found"), gap(), over, evaluated);
        }
    }

    private String gap() {
        return Double.isFinite(answer.bound())
                ? "the best is at most " + Figures.percent(answer.gapPercent()) + " better"
                : "not every choice was looked at, so there is no bound";
    }

    private void notFound() {
        page.line("  " + page.style().bad(answer.isProved() ? "No mixed pipeline is feasible."
                : "No feasible mixed pipeline found. The search ended early, there may be one all the same."));
        int layers = answer.problem().serving().model().layers();
        if (answer.isProved() && answer.searched().plans() > 0 && answer.searched().mostLayers() < layers) {
            page.words("", "At most " + Figures.count(answer.searched().mostLayers()) + " of the "
                    + Figures.count(layers) + " layers find room, whatever is decided. Maybe use more GPUs or fewer "
                    + "bits.");
        }
        Rejections.violations(limits().stream().map(Obstacle::nearest).toList(), page);
    }

    /** What the problem limits, not what no pipeline can be. */
    private List<Obstacle> limits() {
        return answer.obstacles().stream()
                .filter(obstacle -> obstacle.nearest().level() == Level.LIMIT).toList();
    }
}
