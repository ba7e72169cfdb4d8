package org.shardplan.io.batch;

import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Failed;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Status;
import org.shardplan.io.layout.ServedPipelineText;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.serving.MixedServingAnswer;
import org.shardplan.mixed.serving.MixedServingAnswer.Obstacle;
import org.shardplan.mixed.serving.ServedPace;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;

/** What came of a case that is a mixed pipeline that serves. */
final class MixedServingOutcomes {

    private MixedServingOutcomes() {
    }

    static Outcome of(MixedServingAnswer answer) {
        if (answer.best().isPresent()) {
            return solved(answer, answer.best().get());
        }
        return answer.isProved() ? infeasible(answer)
                : new Failed("The search ended before it found a pipeline.");
    }

    /** That none finds room or can be formed, or of the nearest misses the one that is farthest off. */
    private static Outcome infeasible(MixedServingAnswer answer) {
        return answer.lack().<Outcome>map(lack -> new Infeasible("mixed-pipeline", Gap.UNKNOWN, lack)).orElseGet(() ->
                BatchOutcomes.infeasible(answer.reasons().stream().map(Obstacle::nearest).toList()));
    }

    private static Outcome solved(MixedServingAnswer answer, ServingEstimate best) {
        Choice choice = new Choice(ServingOutcomes.pools(best), best.gpus(),
                ServedPipelineText.format((Pipeline) best.layout(), best.problem()));
        GroupEstimate fullest = best.groups().get(new ServedPace(best).fullestStage());
        return ServingOutcomes.solved(answer.isProved() ? Status.OPTIMAL : Status.FEASIBLE, best, choice, fullest);
    }
}
