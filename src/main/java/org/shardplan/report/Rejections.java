package org.shardplan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.Estimate;
import org.shardplan.explain.Comparison;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.Rejection;

/** Why layouts are no answer: how often each rule said no, or what one layout breaks. */
public final class Rejections {

    private static final Comparator<Rejection> LAYOUTS_FIRST_THEN_MOST =
            Comparator.comparing(Rejection::unit).thenComparing(Rejection::count, Comparator.reverseOrder());

    private static final String LABEL = "Rejected";
    private static final String FREE = "costs nothing";

    private Rejections() {
    }

    /** All rules that rejected anything, those that rejected most first; but first those that cost something. */
    static void write(Answer answer, Depth depth, Page page) {
        List<Rejection> told = answer.rejections().stream()
                .sorted(LAYOUTS_FIRST_THEN_MOST).limit(depth.items()).toList();
        String label = LABEL;
        for (Rejection rejection : told) {
            Optional<String> price = price(rejection, answer.best());
            if (price.isPresent()) {
                page.words(label, count(rejection) + ": " + price.get());
                label = "";
            }
        }
        rest(answer, told, label, page);
    }

    /** How much each rule rejected, those that rejected most first. */
    static void write(List<Rejection> rejections, Depth depth, Page page) {
        List<String> items = new ArrayList<>();
        rejections.stream().sorted(LAYOUTS_FIRST_THEN_MOST).limit(depth.items()).map(Rejections::count)
                .forEach(items::add);
        if (rejections.size() > depth.items()) {
            items.add("…");
        }
        if (!items.isEmpty()) {
            page.list(LABEL, items, page.style().separator());
        }
    }

    private static void rest(Answer answer, List<Rejection> told, String label, Page page) {
        List<String> items = new ArrayList<>();
        for (Rejection rejection : told) {
            if (price(rejection, answer.best()).isEmpty()) {
                items.add(count(rejection) + (rejection.without().isPresent() ? " (" + FREE + ")" : ""));
            }
        }
        if (answer.rejections().size() > told.size()) {
            items.add("…");
        }
        if (!items.isEmpty()) {
            page.list(label, items, page.style().separator());
        }
    }

    private static String count(Rejection rejection) {
        return rejection.rule() + " " + Figures.count(rejection.count()) + " " + rejection.unit().label();
    }

    /** What a rule costs, as far as that was looked for; nothing to say where it was not. */
    public static Optional<String> cost(Rejection rejection, Optional<Estimate> best) {
        return price(rejection, best).or(() -> rejection.without().map(without -> FREE));
    }

    /** What would be better without the rule. */
    private static Optional<String> price(Rejection rejection, Optional<Estimate> best) {
        return rejection.without().filter(without -> best.isEmpty() || gain(without, best.get()) > 0)
                .map(without -> "without it " + Facts.objective(without)
                        + best.map(now -> " (" + Figures.percent(gain(without, now)) + " better)").orElse("")
                        + " with " + layout(without, best));
    }

    private static double gain(Estimate without, Estimate best) {
        return -new Comparison(best, without).percent();
    }

    private static String layout(Estimate without, Optional<Estimate> best) {
        LayoutWords words = new LayoutWords(without.problem(), without.layout());
        List<String> parts = new ArrayList<>(List.of(words.factors().replace(' ', Page.UNBREAKABLE)));
        if (without.problem().cluster().pools().size() > 1) {
            parts.add("on " + without.pool().name());
        }
        parts.addAll(best.map(now -> words.settingsUnlike(new LayoutWords(now.problem(), now.layout())))
                .orElse(List.of()));
        return String.join(", ", parts);
    }

    /** Each violation with its sentence. */
    static void violations(List<Violation> violations, Page page) {
        page.blank();
        for (Violation violation : violations) {
            page.line("  " + page.style().bad("×") + " " + page.style().bold(violation.rule()));
            page.words("", violation.message());
        }
    }
}
