package org.shardplan.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shardplan.rule.Violation;
import org.shardplan.solver.Answer.Rejection;

/** Why layouts are no answer: how often each rule said no, or what one layout breaks. */
final class Rejections {

    private static final Comparator<Rejection> LAYOUTS_FIRST_THEN_MOST =
            Comparator.comparing(Rejection::unit).thenComparing(Rejection::count, Comparator.reverseOrder());

    private Rejections() {
    }

    /** All rules that rejected anything, those that rejected most first. */
    static void write(List<Rejection> rejections, Depth depth, Page page) {
        List<String> items = new ArrayList<>();
        rejections.stream().sorted(LAYOUTS_FIRST_THEN_MOST).limit(depth.items()).map(Rejections::text)
                .forEach(items::add);
        if (rejections.size() > depth.items()) {
            items.add("…");
        }
        if (!items.isEmpty()) {
            page.list("Rejected", items, page.style().separator());
        }
    }

    private static String text(Rejection rejection) {
        return rejection.rule() + " " + Figures.count(rejection.count()) + " " + rejection.unit().label();
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
