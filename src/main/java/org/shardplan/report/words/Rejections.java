package org.shardplan.report.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shardplan.report.page.Depth;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Unit;

/** Why layouts are no answer: how often each rule said no, or what one layout breaks. */
public final class Rejections {

    private static final Comparator<Rejection<?>> LAYOUTS_FIRST_THEN_MOST = Comparator
            .<Rejection<?>, Unit>comparing(Rejection::unit).thenComparing(Rejection::count, Comparator.reverseOrder());

    private static final String LABEL = "Rejected";

    private Rejections() {
    }

    /** All rules that rejected anything, those that rejected most first; but first those that cost something. */
    public static <E> void write(List<Rejection<E>> rejections, RulePrice<E> price, Depth depth, Page page) {
        List<Rejection<E>> told = rejections.stream().sorted(LAYOUTS_FIRST_THEN_MOST).limit(depth.items()).toList();
        List<String> rest = new ArrayList<>();
        String label = LABEL;
        for (Rejection<E> rejection : told) {
            Optional<String> gain = price.gain(rejection);
            if (gain.isPresent()) {
                page.words(label, count(rejection) + ": " + gain.get());
                label = "";
            } else {
                rest.add(count(rejection) + price.cost(rejection).map(cost -> " (" + cost + ")").orElse(""));
            }
        }
        if (rejections.size() > told.size()) {
            rest.add("…");
        }
        if (!rest.isEmpty()) {
            page.list(label, rest, page.style().separator());
        }
    }

    private static String count(Rejection<?> rejection) {
        return rejection.rule() + " " + Figures.count(rejection.count()) + " " + rejection.unit().label();
    }

    /** Whether something that was given is feasible, or every rule it breaks. */
    public static void verdict(String given, List<Violation> violations, Page page) {
        if (violations.isEmpty()) {
            page.line("  " + page.style().good("Feasible:") + " the " + given + " breaks no rule.");
            return;
        }
        page.line("  " + page.style().bad("Rejected:") + " the " + given + " breaks "
                + Figures.count(violations.size(), "rule", "rules") + ".");
        violations(violations, page);
    }

    /** What stands behind a verdict: whether what was given can run at all. */
    public static void afterVerdict(String given, boolean isImpossible, Page page) {
        page.blank();
        if (isImpossible) {
            page.line("  Such a " + given + " cannot run; its figures are what they would be if it could.");
            page.blank();
        }
    }

    /** Each violation with its sentence. */
    public static void violations(List<Violation> violations, Page page) {
        page.blank();
        for (Violation violation : violations) {
            page.line("  " + page.style().bad("×") + " " + page.style().bold(violation.rule()));
            page.words("", violation.message());
        }
    }
}
