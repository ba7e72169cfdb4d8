package org.shardplan.report.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.problem.Objective;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;
import org.shardplan.report.words.ComparisonWords;
import org.shardplan.report.words.Facts;
import org.shardplan.report.words.LayoutWords;

/** The layouts behind the best, each with the reason why it loses. */
public final class RunnersUp {

    private static final int OBJECTIVE = 12;
    private static final int STEP = 9;
    private static final int DIFFERENCE = 9;
    private static final int MEMORY = 7;
    private static final double NOTABLE_GIB = 1;

    private final Estimate best;
    private final List<Comparison> comparisons;
    private final Page page;
    private final int layoutWidth;

    private RunnersUp(List<Estimate> ranking, Page page) {
        this.best = ranking.get(0);
        this.comparisons = ranking.stream().skip(1).map(other -> new Comparison(best, other)).toList();
        this.page = page;
        this.layoutWidth = comparisons.stream().mapToInt(comparison -> Width.of(factors(comparison))).max().orElse(0);
    }

    public static void write(List<Estimate> ranking, Page page) {
        if (ranking.size() > 1) {
            new RunnersUp(ranking, page).write();
        }
    }

    private void write() {
        String head = "  " + cells("Runners-up", objective().label(), "step", "vs best", "GiB");
        page.blank();
        String explained = "   why it loses: share of the step (the best's)";
        page.line(page.style().bold(head
                + (head.length() + explained.length() <= Page.WIDTH ? explained : "   why it loses")));
        comparisons.forEach(this::write);
        roomiest().ifPresent(this::point);
    }

    private Objective objective() {
        return best.problem().goal().objective();
    }

    private void write(Comparison comparison) {
        Estimate other = comparison.other();
        String line = "  " + cells(factors(comparison), Facts.objective(other), Figures.seconds(other.stepSeconds()),
                ComparisonWords.difference(comparison), Figures.gib(other.memory().totalGib()));
        String reason = ComparisonWords.reason(comparison);
        boolean fits = Width.of(line) + Width.of(reason) + 3 <= Page.WIDTH;
        page.line(fits ? line + "   " + reason : line);
        page.remark(fits ? List.of() : List.of(reason));
        page.remark(ComparisonWords.unlike(comparison));
    }

    private String factors(Comparison comparison) {
        String factors = new LayoutWords(best.problem(), comparison.other().layout()).factors();
        return page.style().spelled(factors.replace(" · ", "·"));
    }

    private String cells(String layout, String value, String step, String difference, String memory) {
        return Width.padRight(layout, Math.max(layoutWidth, 22)) + Width.padLeft(value, OBJECTIVE)
                + (objective() == Objective.STEP_TIME ? "" : Width.padLeft(step, STEP))
                + Width.padLeft(difference, DIFFERENCE) + Width.padLeft(memory, MEMORY);
    }

    /** The tie that leaves most memory free, if that is notably more than the best one does. */
    private Optional<Comparison> roomiest() {
        return comparisons.stream().filter(Comparison::isTie)
                .max(Comparator.comparingDouble(Comparison::moreFreeGib))
                .filter(comparison -> comparison.moreFreeGib() >= NOTABLE_GIB);
    }

    private void point(Comparison tie) {
        page.blank();
        page.words("Ties", Figures.format("The model cannot tell layouts apart that differ by less than %.0f %%. "
                + "Of these ties, ", Comparison.TIE_PERCENT)
                + factors(tie).replace(' ', Page.UNBREAKABLE) + " leaves most memory free ("
                + Figures.gib(tie.moreFreeGib()) + " GiB more than the best).");
    }
}
