package org.shardplan.report.mixed;

import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.serving.MixedServingExplanation;
import org.shardplan.mixed.serving.MixedServingExplanation.OneMore;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;

/** What one more node of each pool would bring a pipeline that serves, and what the GPUs do without it. */
public final class MixedServingWorth {

    private static final double VISIBLE_PERCENT = 0.05;
    private static final int[] WIDTHS = {34, -24, -22};

    private MixedServingWorth() {
    }

    static void write(MixedServingExplanation explanation, Page page) {
        Optional<ServingEstimate> best = explanation.answer().best();
        best.ifPresent(now -> oneMore(explanation, now, page));
        page.words("Not mixed", unmixed(explanation));
        page.blank();
    }

    private static void oneMore(MixedServingExplanation explanation, ServingEstimate now, Page page) {
        if (explanation.oneMore().isEmpty()) {
            return;
        }
        page.line("  " + page.style().bold(Width.row(WIDTHS, "One more node, solved again",
                now.problem().goal().objective().label(), "against the best")));
        for (OneMore more : explanation.oneMore()) {
            List<String> cells = cells(more, now);
            page.line("  " + Width.row(WIDTHS, cells.get(0), cells.get(1), cells.get(2)));
        }
        page.blank();
    }

    /** The pool, what one more node of it brings, and how that stands to the best of now. */
    public static List<String> cells(OneMore more, ServingEstimate now) {
        return List.of("of " + more.pool().name(), more.best().map(ServingFacts::objective).orElse("not proved"),
                more.best().map(best -> words(now, best)).orElse(""));
    }

    private static String words(ServingEstimate now, ServingEstimate other) {
        double percent = new ServingComparison(now, other).percent();
        boolean isSame = Math.abs(percent) < VISIBLE_PERCENT;
        return isSame ? "the same" : Figures.percent(Math.abs(percent)) + (percent > 0 ? " worse" : " better");
    }

    /** What the GPUs do without such a pipeline. */
    public static String unmixed(MixedServingExplanation explanation) {
        String none = explanation.unmixed().complete() ? "No pool by itself serves this within the limits."
                : "Whether a pool by itself serves this was not found out in time.";
        return explanation.unmixed().best()
                .map(found -> unmixed(found, explanation.answer().best())).orElse(none);
    }

    private static String unmixed(ServingEstimate found, Optional<ServingEstimate> best) {
        return "Without such a pipeline, each replica on one pool: "
                + new ServingWords(found.problem(), found.layout()).factors() + ", " + ServingFacts.objective(found)
                + best.map(now -> " (" + words(now, found) + ")").orElse("") + ".";
    }
}
