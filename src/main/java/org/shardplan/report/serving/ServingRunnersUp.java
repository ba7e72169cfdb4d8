package org.shardplan.report.serving;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.ServingComparisonWords;
import org.shardplan.report.words.ServingFacts;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.explain.ServingComparison;

/** The serving layouts behind the best, each with the reason why it loses. */
final class ServingRunnersUp {

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
        String factors = page.style().spelled(ServingComparisonWords.words(other).factors());
        boolean fits = Width.of(factors) < WIDTHS[0];
        if (!fits) {
            page.line("  " + factors);
        }
        page.line("  " + Width.row(WIDTHS, fits ? factors : "", ServingFacts.objective(other),
                Figures.seconds(other.times().late().ttftMs() / MILLI),
                ServingFacts.nextToken(other),
                ServingComparisonWords.difference(comparison)));
        List<String> remarks = new ArrayList<>();
        remarks.add(ServingComparisonWords.reason(comparison));
        remarks.addAll(ServingComparisonWords.unlike(comparison));
        page.remark(remarks.stream().filter(remark -> !remark.isEmpty()).toList());
    }
}
