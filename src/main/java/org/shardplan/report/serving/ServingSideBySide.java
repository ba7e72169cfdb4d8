package org.shardplan.report.serving;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.time.StepPart;

/**
 * One line of a serving layout beside the best one.
 *
 * @param label what is compared
 * @param own the figure of the layout
 * @param best the figure of the best one
 * @param difference the one less the other
 */
public record ServingSideBySide(String label, String own, String best, String difference) {

    private static final double MILLI = 1000;
    private static final double VISIBLE_SHARE = 0.0005;

    /** What requests take, what is served, and the parts of a step. */
    public static List<ServingSideBySide> of(ServingComparison comparison) {
        ServingEstimate other = comparison.other();
        ServingEstimate best = comparison.best();
        List<ServingSideBySide> lines = new ArrayList<>(requests(comparison));
        double total = Math.max(step(other), step(best));
        for (StepPart part : StepPart.values()) {
            double own = other.answers().decode().seconds(part);
            double theirs = best.answers().decode().seconds(part);
            if (Math.max(own, theirs) > VISIBLE_SHARE * total) {
                lines.add(time("step: " + part.label(), MILLI * own, MILLI * theirs));
            }
        }
        return lines;
    }

    /** What requests take, and what is served. */
    public static List<ServingSideBySide> requests(ServingComparison comparison) {
        ServingEstimate other = comparison.other();
        ServingEstimate best = comparison.best();
        return List.of(
                time("first token", other.times().late().ttftMs(), best.times().late().ttftMs()),
                time("next token", other.times().late().tpotMs(), best.times().late().tpotMs()),
                time("whole request", other.times().late().endToEndMs(), best.times().late().endToEndMs()),
                new ServingSideBySide("tokens/s", Figures.number(other.tokensPerSecond()),
                        Figures.number(best.tokensPerSecond()), Figures.format("%+.1f %%",
                        100 * (other.tokensPerSecond() / best.tokensPerSecond() - 1))));
    }

    private static double step(ServingEstimate estimate) {
        return estimate.answers().decode().totalSeconds();
    }

    /** A line of milliseconds. */
    public static ServingSideBySide time(String label, double own, double best) {
        double difference = own - best;
        if (!Double.isFinite(difference)) {
            return new ServingSideBySide(label, seconds(own), seconds(best), "");
        }
        return new ServingSideBySide(label, seconds(own), seconds(best),
                (difference < 0 ? "−" : difference > 0 ? "+" : "") + seconds(Math.abs(difference)));
    }

    private static String seconds(double milliseconds) {
        if (!Double.isFinite(milliseconds)) {
            return "no end";
        }
        return milliseconds == 0 ? "0 s" : Figures.seconds(milliseconds / MILLI);
    }
}
