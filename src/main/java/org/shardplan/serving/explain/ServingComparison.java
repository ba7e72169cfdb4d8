package org.shardplan.serving.explain;

import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.time.StepPart;

/**
 * A layout beside the best one.
 *
 * @param best the best layout
 * @param other the other one
 */
public record ServingComparison(ServingEstimate best, ServingEstimate other) {

    /** Closer layouts are told apart by nothing but luck. */
    public static final double TIE_PERCENT = 5;

    private static final double NEARLY_ALL = 0.97;
    private static final double NOTABLE = 0.02;

    /** By how many percent of the objective the other layout is worse. */
    public double percent() {
        double loss = ServingScore.of(best).loss();
        return 100 * (ServingScore.of(other).loss() - loss) / Math.abs(loss);
    }

    public boolean isTie() {
        return Math.abs(percent()) < TIE_PERCENT;
    }

    /** The service level that the other layout nearly exhausts, if any holds it back. */
    public Optional<ServiceLevel> binding() {
        return Stream.of(ServiceLevel.values()).filter(level -> share(level) > NEARLY_ALL).findFirst();
    }

    /** Share of a service level that the other layout takes; 0 if the problem has none. */
    public double share(ServiceLevel level) {
        double limit = level.limit(other.problem().serving().levels()).orElse(Double.POSITIVE_INFINITY);
        return level.milliseconds(other.times().planned()) / limit;
    }

    /** The part of a step whose share grew most against the best layout. */
    public Optional<StepPart> grown() {
        return Stream.of(StepPart.values()).filter(part -> share(other, part) - share(best, part) > NOTABLE)
                .max((one, two) -> Double.compare(
                        share(other, one) - share(best, one), share(other, two) - share(best, two)));
    }

    /** Share of a part in the steps of the replicas that work off answers. */
    public static double share(ServingEstimate estimate, StepPart part) {
        GroupEstimate answers = estimate.answers();
        return answers.decode().seconds(part) / answers.decode().totalSeconds();
    }
}
