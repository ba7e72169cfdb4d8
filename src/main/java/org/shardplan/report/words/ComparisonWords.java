package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Comparison.Growth;
import org.shardplan.report.page.Figures;

/** How a layout compares with the best, in words. */
public final class ComparisonWords {

    private ComparisonWords() {
    }

    /** {@code +3.1 %}. */
    public static String difference(Comparison comparison) {
        return Double.isFinite(comparison.percent())
                ? Figures.format("%+.1f %%", comparison.percent()) : Figures.UNKNOWN;
    }

    /** Why it loses. */
    public static String reason(Comparison comparison) {
        if (comparison.isTie()) {
            return "a tie within the model's error";
        }
        String fewer = comparison.other().gpus() < comparison.best().gpus() ? "fewer GPUs" : "";
        return comparison.growth().stream().findFirst().map(ComparisonWords::grown).orElse(fewer);
    }

    private static String grown(Growth growth) {
        return growth.share() > growth.shareOfBest()
                ? growth.part().label() + " " + Figures.percent(growth.share())
                        + " (" + Figures.percent(growth.shareOfBest()) + ")"
                : growth.part().label() + Figures.format(" +%.1f %%", growth.percentOfBest());
    }

    /** What besides the factors is not as in the best. */
    public static List<String> unlike(Comparison comparison) {
        Estimate best = comparison.best();
        Estimate other = comparison.other();
        List<String> unlike = new ArrayList<>();
        if (!other.pool().equals(best.pool())) {
            unlike.add("on " + other.pool().name());
        }
        unlike.addAll(new LayoutWords(best.problem(), other.layout())
                .settingsUnlike(new LayoutWords(best.problem(), best.layout())));
        return unlike;
    }

    /** How far it is behind, in a sentence. */
    public static String verdict(Comparison comparison) {
        String objective = comparison.best().problem().goal().objective().label();
        String percent = Double.isFinite(comparison.percent())
                ? Figures.percent(comparison.percent()) + " worse by " + objective + " (" + Facts.objective(
                        comparison.other()) + ", the best " + Facts.objective(comparison.best()) + ")"
                : "not comparable by " + objective;
        return percent + (comparison.isTie() ? ": a tie within the model's error." : ".");
    }

    /** The better layout of the two, unless it is the same. */
    public static String best(Comparison comparison) {
        return isSame(comparison) ? "the same layout" : new LayoutWords(
                comparison.best().problem(), comparison.best().layout()).factors();
    }

    /** Whether it is compared with itself. */
    public static boolean isSame(Comparison comparison) {
        return comparison.best().layout().equals(comparison.other().layout());
    }
}
