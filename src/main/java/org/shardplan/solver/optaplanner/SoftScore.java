package org.shardplan.solver.optaplanner;

import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.shardplan.estimate.Score;

/**
 * The one place where a score in floating point becomes the integer that OptaPlanner compares; larger is better.
 *
 * <pre>  round(10^9·g) · 2^27 + round(2·10^6·u)</pre>
 *
 * <p>g = -ln(loss), or ln(value) of a maximized objective, whose loss is -value; u = 32 - ln(step seconds). Logarithms
 * resolve every objective to a billionth of itself, whatever its unit and size, and cannot overflow: both are held
 * within ±32, which is 10^±13. Equal objectives leave the decision to the step time.
 */
public final class SoftScore {

    private static final double WIDEST = 32;
    private static final double BILLION = 1e9;
    private static final int STEP_BITS = 27;
    private static final double STEPS_PER_UNIT = 2e6;

    private SoftScore() {
    }

    static long of(Score score) {
        return of(score.loss(), score.stepSeconds());
    }

    /**
     * The score of these losses; smaller losses give larger scores.
     *
     * @param loss the objective, negated if it is maximized
     * @param tie decides between equal losses
     */
    public static long of(double loss, double tie) {
        long objective = Math.round(BILLION * within(goodness(loss)));
        long step = Math.round(STEPS_PER_UNIT * (WIDEST + within(goodness(tie))));
        return (objective << STEP_BITS) + step;
    }

    /** A score that no rule spoils. */
    static HardMediumSoftLongScore feasible(Score score) {
        return HardMediumSoftLongScore.ofSoft(of(score));
    }

    private static double goodness(double loss) {
        return loss < 0 ? Math.log(-loss) : -Math.log(loss);
    }

    /** Unknown counts as worst. */
    private static double within(double logarithm) {
        return Double.isNaN(logarithm) ? -WIDEST : Math.max(-WIDEST, Math.min(WIDEST, logarithm));
    }
}
