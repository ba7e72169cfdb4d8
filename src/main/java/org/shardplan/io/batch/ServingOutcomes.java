package org.shardplan.io.batch;

import java.util.stream.Collectors;
import org.shardplan.batch.Outcome;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Figures;
import org.shardplan.batch.Outcome.Gap;
import org.shardplan.batch.Outcome.Infeasible;
import org.shardplan.batch.Outcome.Service;
import org.shardplan.batch.Outcome.Solved;
import org.shardplan.batch.Outcome.Work;
import org.shardplan.batch.Status;
import org.shardplan.io.layout.ServingLayoutText;
import org.shardplan.problem.Load;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingObjective;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.solver.ServingMiss;
import org.shardplan.serving.solver.ServingSolver;

/** What came of a case that is a serving problem. */
final class ServingOutcomes {

    private static final double MILLI = 1000;
    private static final double SECONDS_PER_HOUR = 3600;

    private ServingOutcomes() {
    }

    static Outcome of(ServingProblem problem) {
        ServingSolver.Proved proved = new ServingSolver().prove(problem);
        return proved.best().map(ServingOutcomes::solved).orElseGet(() -> proved.nearest()
                .map(ServingOutcomes::infeasible)
                .orElse(new Infeasible("starts", Gap.UNKNOWN, "No shape of a replica is well formed and starts.")));
    }

    private static Outcome solved(ServingEstimate best) {
        return solved(Status.OPTIMAL, best, new Choice(pools(best), best.gpus(),
                ServingLayoutText.format(best.layout(), best.problem())), best.answers());
    }

    /** What a layout does; memory is that of a GPU of this group. */
    static Outcome solved(Status status, ServingEstimate best, Choice choice, GroupEstimate group) {
        ServingObjective objective = best.problem().goal().objective();
        return new Solved(status, work(best.problem()), objective, best.value(objective), choice,
                figures(best, group));
    }

    static String pools(ServingEstimate best) {
        return best.groups().stream().map(group -> best.pool(group).name()).distinct()
                .collect(Collectors.joining(" + "));
    }

    private static Work work(ServingProblem problem) {
        double clients = problem.serving().load() instanceof Load.ClosedLoop closed ? closed.concurrency() : Double.NaN;
        return new Work(problem.model().name(), asked(problem.serving()), clients);
    }

    /** Tokens asked for in a second; not a number where the load does not say it. */
    private static double asked(Serving serving) {
        return serving.load() instanceof Load.OpenLoop open
                ? open.requestsPerSecond() * serving.lengths().output() : Double.NaN;
    }

    private static Figures figures(ServingEstimate best, GroupEstimate group) {
        ServingMemory memory = group.memory();
        double used = group.occupancy().sequences() / group.group().replica().split().attentionData()
                * memory.perSequence().gib();
        return new Figures(best.times().mean().tpotMs() / MILLI,
                best.times().mean().endToEndMs() / MILLI / SECONDS_PER_HOUR, best.usdPerMillionTokens(),
                best.kwhPerMillionTokens(), memory.weights().gib() + memory.workspace().gib() + used,
                memory.keyValues().gib() - used,
                new Service(best.tokensPerSecond(), best.usdPerHour(), best.times().mean().ttftMs() / MILLI));
    }

    /** The limit that has to move farthest. */
    private static Outcome infeasible(ServingMiss miss) {
        return BatchOutcomes.infeasible(miss.violations());
    }
}
