package org.shardplan.serving.solver;

import java.util.List;
import java.util.Optional;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.space.Deadline;

/**
 * What each limit that rejected anything costs: the optimum of the question without this one limit, by exact search.
 */
final class ServingRulePrices {

    private final ServingSearch answer;
    private final Optional<ServingEstimate> best;
    private final Deadline deadline;

    ServingRulePrices(ServingSearch answer, Deadline deadline) {
        this.answer = answer;
        this.best = answer.ranking().best();
        this.deadline = deadline;
    }

    /** The rejections with what is best without each; as they are if there was no time to find even the answer. */
    List<Rejection<ServingEstimate>> rejections() {
        return answer.isComplete() ? answer.rejections().stream().map(this::priced).toList() : answer.rejections();
    }

    private Rejection<ServingEstimate> priced(Rejection<ServingEstimate> rejection) {
        return rejection.with(Lifted.of(answer.problem(), rejection.rule()).flatMap(this::without));
    }

    /** The answer helps to find what beats it, and is the best if nothing does by more than estimates balance to. */
    private Optional<ServingEstimate> without(ServingProblem lifted) {
        ServingSearch search = new ServingSearch(answer.space().of(lifted), 1, deadline);
        best.ifPresent(search::know);
        return search.run() ? search.ranking().best().filter(this::isBetter).or(() -> best) : Optional.empty();
    }

    private boolean isBetter(ServingEstimate found) {
        return best.isEmpty() || !ServingSolver.isAsGood(best.get(), found);
    }
}
