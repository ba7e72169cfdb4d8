package org.shardplan.fleet.planner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.shardplan.estimate.Estimate;
import org.shardplan.problem.Problem;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.solver.ServingSolver;
import org.shardplan.serving.solver.ServingSolver.Found;
import org.shardplan.solver.FastestLayouts;
import org.shardplan.space.Deadline;

/**
 * Searches of single questions, each made once however many fleets ask for it; what time cut short is searched again.
 * Safe for use by several threads at once.
 */
public final class RunSearches {

    private final Memory<Problem, Fastest> trainings = new Memory<>(Fastest::complete);
    private final Memory<ServingProblem, Found> endpoints = new Memory<>(Found::complete);

    /**
     * The fastest layouts of a training.
     *
     * @param layouts one for every pool and number of GPUs
     * @param complete whether everything was searched
     */
    record Fastest(List<Estimate> layouts, boolean complete) {
    }

    Fastest fastest(Problem training, Deadline deadline) {
        return trainings.answer(training, () -> {
            FastestLayouts search = new FastestLayouts(training, deadline);
            List<Estimate> layouts = search.find();
            return new Fastest(layouts, search.isComplete());
        });
    }

    /** The best layout of an endpoint. */
    Found best(ServingProblem serving, Deadline deadline) {
        return endpoints.answer(serving, () -> new ServingSolver().find(serving, deadline));
    }

    /** Complete answers by question, those that were asked for last. */
    private static final class Memory<Q, A> {

        private static final int MOST = 1000;

        private final Predicate<A> isComplete;
        private final Map<Q, A> answers = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Q, A> eldest) {
                return size() > MOST;
            }
        };

        Memory(Predicate<A> isComplete) {
            this.isComplete = isComplete;
        }

        A answer(Q question, Supplier<A> search) {
            A known = find(question);
            if (known != null) {
                return known;
            }
            A found = search.get();
            if (isComplete.test(found)) {
                keep(question, found);
            }
            return found;
        }

        private synchronized A find(Q question) {
            return answers.get(question);
        }

        private synchronized void keep(Q question, A answer) {
            answers.put(question, answer);
        }
    }
}
