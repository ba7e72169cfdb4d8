package org.shardplan.explain;

import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Layout;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;

/**
 * What helps: the best layout, and how a rejected one becomes feasible.
 *
 * @param answer the answer to the question the layout was proposed for
 * @param repairs the nearest feasible layouts, if the layout is rejected and any are
 * @param obstacle why no layout is feasible, if none is
 * @param binding what holds the best layout back, if that was asked
 */
public record Advice(Optional<Answer> answer, Repairs repairs, Optional<Obstacle> obstacle, Binding binding) {

    /** No advice asked for. */
    public static final Advice NONE = new Advice(Optional.empty(), Repairs.NONE, Optional.empty(), Binding.NONE);

    /** The best layout or, where there is none, the one that comes nearest. */
    public Optional<Layout> shown() {
        return answer.flatMap(found -> found.best().or(() -> found.remedies().nearest().map(NearMiss::estimate)))
                .map(Estimate::layout);
    }

    Advice with(Binding other) {
        return new Advice(answer, repairs, obstacle, other);
    }
}
