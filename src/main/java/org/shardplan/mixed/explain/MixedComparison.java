package org.shardplan.mixed.explain;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.explain.Comparison;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StepPart;
import org.shardplan.problem.Objective;

/**
 * How a mixed pipeline compares with a better one of the same problem.
 *
 * @param best the better one
 * @param other the one that loses
 */
public record MixedComparison(MixedEstimate best, MixedEstimate other) {

    private static final double PERCENT = 100;

    /** How much worse the other one is by the objective, in percent. */
    public double percent() {
        Objective objective = best.problem().training().goal().objective();
        double ratio = other.value() / best.value();
        return PERCENT * ((objective.isMaximized() ? 1 / ratio : ratio) - 1);
    }

    /** Whether the model cannot tell the two apart. */
    public boolean isTie() {
        return percent() < Comparison.TIE_PERCENT;
    }

    /** Whether it is compared with itself. */
    public boolean isSame() {
        return best.layout().equals(other.layout());
    }

    /** The part of the step that grew most, if any did. */
    public Optional<StepPart> grown() {
        return Stream.of(StepPart.values()).filter(part -> more(part) > 0).max(Comparator.comparingDouble(this::more));
    }

    /** Seconds a part takes longer. */
    public double more(StepPart part) {
        return part.seconds(other) - part.seconds(best);
    }
}
