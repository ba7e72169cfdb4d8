package org.shardplan.mixed.serving;

import java.util.List;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.PipelineOutlook;
import org.shardplan.serving.estimate.ServiceTimes.Times;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimate.Flow;
import org.shardplan.serving.time.AlikeStages;
import org.shardplan.serving.time.RequestTimes;
import org.shardplan.serving.time.StageTimes;

/**
 * What no pipeline of a plan is better than, whatever its order, its layers and the sequences that run: a request takes
 * at least what it takes alone, and waits where not all can run; no more are served than the stages work off at best.
 *
 * @param problem the question
 * @param times seconds of stages
 * @param outlook what the engine adds
 */
record QuickBound(ServingProblem problem, StageTimes times, PipelineOutlook outlook) {

    private static final double MILLI = 1000;

    /**
     * The numbers of pipelines at their best.
     *
     * @param layout one of them, that runs as many sequences as find room
     * @param stages its stages while a single sequence runs
     */
    ServingEstimate of(Pipeline layout, List<AlikeStages> stages) {
        RequestTimes least = times.least(stages);
        int most = layout.batching().sequences();
        double alone = outlook.firstSeconds() + least.promptSeconds();
        double token = least.answerSeconds(1);
        double answer = problem.serving().lengths().output() * token;
        double capacity = times.mostRequestsPerSecond(stages, most);
        double share = problem.serving().load() instanceof Load.Offline ? outlook.offlineShare() : 1;
        double first = alone + (queue(most) - 1) * answer;
        double request = first + answer - token;
        return outlook.of(layout, new Times(MILLI * first, MILLI * token, MILLI * request),
                new Flow(served(capacity * share, request), capacity));
    }

    /** How often a client waits for a whole answer, its own included. */
    private double queue(int most) {
        return problem.serving().load() instanceof Load.ClosedLoop closed
                ? Math.max(1, (double) closed.concurrency() / most) : 1;
    }

    private double served(double capacity, double request) {
        Load load = problem.serving().load();
        if (load instanceof Load.OpenLoop open) {
            return Math.min(open.requestsPerSecond(), capacity);
        }
        return load instanceof Load.ClosedLoop closed
                ? Math.min(capacity, closed.concurrency() / request) : capacity;
    }
}
