package org.shardplan.explain;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Feasibility;

/**
 * Finds where along one number questions begin to have answers.
 *
 * @param question the question with that number
 * @param deadlineNanos when to be content with what was found
 */
record Bisection(DoubleFunction<Problem> question, long deadlineNanos) {

    /**
     * Where answers begin.
     *
     * @param value a number just within reach of an answer
     * @param example a layout that is then feasible
     */
    record Found(double value, Estimate example) {
    }

    /** The number nearest to one without an answer, as far as so many halvings tell; nothing if none has an answer. */
    Optional<Found> between(double without, double furthest, int halvings) {
        Optional<Found> found = at(furthest);
        double bad = without;
        for (int step = 0; step < halvings && found.isPresent(); step++) {
            double middle = (bad + found.get().value()) / 2;
            Optional<Found> nearer = at(middle);
            if (nearer.isPresent()) {
                found = nearer;
            } else {
                bad = middle;
            }
        }
        return found;
    }

    private Optional<Found> at(double value) {
        return Feasibility.of(question.apply(value), deadlineNanos).example()
                .map(example -> new Found(value, example));
    }
}
