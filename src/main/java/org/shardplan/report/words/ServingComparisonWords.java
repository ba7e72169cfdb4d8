package org.shardplan.report.words;

import java.util.List;
import java.util.Optional;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.explain.ServingRepair;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.time.StepPart;

/** How a serving layout compares with the best, in words. */
public final class ServingComparisonWords {

    private static final double PERCENT = 100;

    private ServingComparisonWords() {
    }

    /** {@code +3.1 %}. */
    public static String difference(ServingComparison comparison) {
        return Double.isFinite(comparison.percent())
                ? Figures.format("%+.1f %%", comparison.percent()) : Figures.UNKNOWN;
    }

    /** Why it loses; empty if nothing stands out. */
    public static String reason(ServingComparison comparison) {
        if (comparison.isTie()) {
            return "a tie within the model's error";
        }
        Optional<ServiceLevel> binding = comparison.binding();
        if (binding.isPresent()) {
            return binding.get().what() + " at " + Figures.percent(PERCENT * comparison.share(binding.get()))
                    + " of its level";
        }
        return comparison.grown().map(part -> grown(part, comparison)).orElse("");
    }

    private static String grown(StepPart part, ServingComparison comparison) {
        return part.label() + " " + Figures.percent(PERCENT * ServingComparison.share(comparison.other(), part))
                + " of a step (" + Figures.percent(PERCENT * ServingComparison.share(comparison.best(), part)) + ")";
    }

    /** What besides the factors is not as in the best. */
    public static List<String> unlike(ServingComparison comparison) {
        return words(comparison.other()).settingsUnlike(words(comparison.best()));
    }

    /** How far it is behind, in a sentence. */
    public static String verdict(ServingComparison comparison) {
        ServingEstimate other = comparison.other();
        return Figures.percent(comparison.percent()) + " worse by " + other.problem().goal().objective().label() + " ("
                + ServingFacts.objective(other) + ", the best " + ServingFacts.objective(comparison.best()) + ")"
                + (comparison.isTie() ? ": a tie within the model's error." : ".");
    }

    /** The better layout of the two, unless it is the same. */
    public static String best(ServingComparison comparison) {
        return isSame(comparison) ? "the same layout" : words(comparison.best()).factors();
    }

    /** Whether it is compared with itself. */
    public static boolean isSame(ServingComparison comparison) {
        return comparison.best().layout().equals(comparison.other().layout());
    }

    /** {@code tp 4 → 8, maxBatch 64 → 32}. */
    public static String changes(ServingRepair repair) {
        return String.join(", ", repair.changes().stream()
                .map(change -> change.decision() + " " + change.from() + " → " + change.to()).toList());
    }

    public static ServingWords words(ServingEstimate estimate) {
        return new ServingWords(estimate.problem(), estimate.layout());
    }
}
