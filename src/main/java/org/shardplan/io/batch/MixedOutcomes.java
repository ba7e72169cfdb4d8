package org.shardplan.io.batch;

import java.util.stream.Collectors;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Failed;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.batch.Status;
import org.shardplan.io.layout.MixedLayoutText;
import org.shardplan.mixed.planner.MixedAnswer;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.problem.Problem;
import org.shardplan.units.Bytes;

/** What came of a case that is a mixed pipeline. */
final class MixedOutcomes {

    private MixedOutcomes() {
    }

    static Outcome of(MixedAnswer answer) {
        if (answer.best().isPresent()) {
            return solved(answer, answer.best().get());
        }
        String why = String.join(" ", answer.obstacles());
        return answer.isProved() ? new Infeasible("mixed-pipeline", Gap.UNKNOWN, why)
                : new Failed("The search ended before it found a pipeline. " + why);
    }

    private static Outcome solved(MixedAnswer answer, MixedEstimate best) {
        Problem problem = best.problem().training();
        String pools = best.stages().stream().map(stage -> best.pool(stage).name()).distinct()
                .collect(Collectors.joining(" + "));
        return new Solved(answer.isProved() ? Status.OPTIMAL : Status.FEASIBLE,
                new Work(problem.model().name(), problem.training().tokens().orElse(Double.NaN)),
                problem.goal().objective(), best.value(),
                new Choice(pools, best.layout().gpus(), MixedLayoutText.format(best.layout(), best.problem())),
                figures(best));
    }

    /** Energy is not estimated. */
    private static Figures figures(MixedEstimate best) {
        StageEstimate fullest = best.fullest();
        return new Figures(best.stepSeconds(), best.hours(), best.usdPerHour().orElse(Double.NaN) * best.hours(),
                Double.NaN, fullest.memory().totalGib(), best.freeBytes(fullest) / Bytes.PER_GIB, Service.NONE);
    }
}
