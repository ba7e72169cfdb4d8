package org.shardplan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.explain.Comparison.Growth;
import org.shardplan.problem.Objective;

/** The layouts behind the best, each with the reason why it loses. */
final class RunnersUp {

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

    static void write(List<Estimate> ranking, Page page) {
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
                difference(comparison), Figures.gib(other.memory().totalGib()));
        String reason = reason(comparison);
        boolean fits = Width.of(line) + Width.of(reason) + 3 <= Page.WIDTH;
        page.line(fits ? line + "   " + reason : line);
        page.remark(fits ? List.of() : List.of(reason));
        page.remark(unlike(other));
    }

    private String factors(Comparison comparison) {
        String factors = new LayoutWords(best.problem(), comparison.other().layout()).factors();
        return page.style().spelled(factors.replace(" · ", "·"));
    }

    private List<String> unlike(Estimate other) {
        LayoutWords words = new LayoutWords(best.problem(), other.layout());
        List<String> unlike = new ArrayList<>();
        if (!other.pool().equals(best.pool())) {
            unlike.add("on " + other.pool().name());
        }
        unlike.addAll(words.settingsUnlike(new LayoutWords(best.problem(), best.layout())));
        return unlike;
    }

    private String cells(String layout, String value, String step, String difference, String memory) {
        return Width.padRight(layout, Math.max(layoutWidth, 22)) + Width.padLeft(value, OBJECTIVE)
                + (objective() == Objective.STEP_TIME ? "" : Width.padLeft(step, STEP))
                + Width.padLeft(difference, DIFFERENCE) + Width.padLeft(memory, MEMORY);
    }

    private static String difference(Comparison comparison) {
        return Double.isFinite(comparison.percent())
                ? Figures.format("%+.1f %%", comparison.percent()) : Figures.UNKNOWN;
    }

    private static String reason(Comparison comparison) {
        if (comparison.isTie()) {
            return "a tie within the model's error";
        }
        String fewer = comparison.other().gpus() < comparison.best().gpus() ? "fewer GPUs" : "";
        return comparison.growth().stream().findFirst().map(RunnersUp::grown).orElse(fewer);
    }

    private static String grown(Growth growth) {
        return growth.share() > growth.shareOfBest()
                ? growth.part().label() + " " + Figures.percent(growth.share())
                        + " (" + Figures.percent(growth.shareOfBest()) + ")"
                : growth.part().label() + Figures.format(" +%.1f %%", growth.percentOfBest());
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
