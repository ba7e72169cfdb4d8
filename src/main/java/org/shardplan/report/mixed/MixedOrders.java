package org.shardplan.report.mixed;

import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.explain.MixedComparison;
import org.shardplan.mixed.explain.MixedExplanation;
import org.shardplan.mixed.explain.OtherOrders;
import org.shardplan.mixed.explain.OtherOrders.Swap;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Why the stages of a mixed pipeline stand in their order: what other orders would take. */
public final class MixedOrders {

    /** How to read it. */
    public static final String NOTE = "Nodes stand in the other order; layers, recomputation and which nodes form "
            + "stages are chosen anew, dp, ep, micro-batch, precision and ZeRO stay.";
    private static final int[] WIDTHS = {34, -10, -10, 3, 40};

    private MixedOrders() {
    }

    public static void write(MixedExplanation explanation, Page page) {
        OtherOrders orders = explanation.orders();
        if (orders.swaps().isEmpty() && orders.next().isEmpty()) {
            return;
        }
        MixedEstimate best = explanation.answer().best().orElseThrow();
        page.line("  " + page.style().bold(Width.row(WIDTHS, "Why this order: others instead", "step", "vs best", "",
                "what takes longer")));
        orders.swaps().forEach(swap -> page.line("  " + row(words(swap), best, swap.pipeline())));
        orders.next().ifPresent(next -> {
            page.line("  " + row(nextOf(orders), best, orders.next()));
            page.paragraph("The best of the others: " + MixedWords.order(next) + ".");
        });
        page.paragraph(NOTE);
        page.blank();
    }

    /** {@code stages 0 and 1 change places}. */
    public static String words(Swap swap) {
        return "stages " + swap.first() + " and " + (swap.first() + 1) + " change places";
    }

    /** {@code the best of all 29 others}. */
    public static String nextOf(OtherOrders orders) {
        return orders.count() == 1 ? "the only other order" : "the best of all " + Figures.count(orders.count())
                + " others";
    }

    /** Step, how much longer that is, and why, as cells; or that there is no room. */
    public static List<String> cells(MixedEstimate best, Optional<MixedEstimate> other) {
        return other.map(found -> new MixedComparison(best, found)).map(comparison -> List.of(
                Figures.seconds(comparison.other().stepSeconds()), MixedWords.difference(comparison),
                MixedWords.reason(comparison))).orElse(List.of("no room", "", ""));
    }

    private static String row(String what, MixedEstimate best, Optional<MixedEstimate> other) {
        List<String> cells = cells(best, other);
        return Width.row(WIDTHS, what, cells.get(0), cells.get(1), "", cells.get(2));
    }
}
