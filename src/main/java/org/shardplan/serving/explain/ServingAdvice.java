package org.shardplan.serving.explain;

import java.time.Duration;
import java.util.List;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.solver.ServingAnswer;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.space.Deadline;

/**
 * What helps: the best serving layout, how a rejected one becomes feasible, and what holds the best one back.
 *
 * @param answer the answer to the question the layout was proposed for
 * @param repairs the nearest feasible layouts, if the layout is rejected and any are
 * @param bindings what a little more of everything would bring
 */
public record ServingAdvice(ServingAnswer answer, List<ServingRepair> repairs, List<ServingBinding> bindings) {

    public ServingAdvice {
        repairs = List.copyOf(repairs);
        bindings = List.copyOf(bindings);
    }

    /** The answer alone. */
    public static ServingAdvice of(ServingProblem problem, Duration timeLimit) {
        return new ServingAdvice(new ServingSolver().exactly(problem, 1, timeLimit), List.of(), List.of());
    }

    /** The answer, and the repairs of a layout that is rejected. */
    public static ServingAdvice of(ServingExplanation explanation, Duration timeLimit) {
        ServingProblem problem = explanation.estimate().problem();
        ServingAdvice advice = of(problem, timeLimit);
        return switch (explanation.verdict()) {
            case FEASIBLE -> advice;
            case REJECTED -> new ServingAdvice(advice.answer, new ServingRepairs(
                    new ServingSpace(new ServingEstimator(problem)), explanation.estimate().layout(),
                    Deadline.after(timeLimit)).nearest(), List.of());
        };
    }

    /** The advice and besides what holds the best layout back. */
    public ServingAdvice withBindings() {
        return answer.best().map(best -> new ServingAdvice(answer, repairs, ServingBinding.of(best))).orElse(this);
    }
}
