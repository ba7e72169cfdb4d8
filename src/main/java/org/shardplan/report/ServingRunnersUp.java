package org.shardplan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;
import org.shardplan.serving.rule.ServiceLevel;
import org.shardplan.serving.time.StepPart;

/** The serving layouts behind the best, each with the reason why it loses. */
final class ServingRunnersUp {

    private static final double PERCENT = 100;
    private static final double MILLI = 1000;
    private static final int[] WIDTHS = {40, -14, -11, -11, -10};

    private ServingRunnersUp() {
    }

    static void write(List<ServingEstimate> ranking, Page page) {
        if (ranking.size() < 2) {
            return;
        }
        page.blank();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Runners-up",
                ranking.get(0).problem().goal().objective().label().replace("cost-per-million-tokens", "cost")
                        .replace("throughput-per-gpu", "per GPU"), "first", "next", "vs best")));
        ranking.stream().skip(1).forEach(other -> write(new ServingComparison(ranking.get(0), other), page));
    }

    private static void write(ServingComparison comparison, Page page) {
        ServingEstimate other = comparison.other();
        ServingWords words = new ServingWords(other.problem(), other.layout());
        String factors = page.style().spelled(words.factors());
        boolean fits = Width.of(factors) < WIDTHS[0];
        if (!fits) {
            page.line("  " + factors);
        }
        page.line("  " + Width.row(WIDTHS, fits ? factors : "", ServingFacts.objective(other),
                Figures.seconds(other.times().late().ttftMs() / MILLI),
                Figures.seconds(other.times().late().tpotMs() / MILLI), difference(comparison)));
        List<String> remarks = new ArrayList<>();
        remarks.add(reason(comparison));
        remarks.addAll(words.settingsUnlike(new ServingWords(other.problem(), comparison.best().layout())));
        page.remark(remarks.stream().filter(remark -> !remark.isEmpty()).toList());
    }

    static String difference(ServingComparison comparison) {
        return Double.isFinite(comparison.percent())
                ? Figures.format("%+.1f %%", comparison.percent()) : Figures.UNKNOWN;
    }

    private static String reason(ServingComparison comparison) {
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
}
