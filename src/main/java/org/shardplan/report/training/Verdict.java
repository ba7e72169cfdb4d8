package org.shardplan.report.training;

import org.shardplan.explain.Explanation;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.words.Rejections;

/** Whether a layout is feasible, and everything that speaks against it. */
public final class Verdict {

    private Verdict() {
    }

    public static void write(Explanation explanation, Page page) {
        switch (explanation.verdict()) {
            case FEASIBLE -> page.line("  " + page.style().good("Feasible:") + " the layout breaks no rule.");
            case REJECTED -> rejected(explanation, page);
        }
        page.blank();
        if (explanation.isImpossible()) {
            page.line("  Such a layout cannot run; its figures are what they would be if it could.");
            page.blank();
        }
    }

    private static void rejected(Explanation explanation, Page page) {
        page.line("  " + page.style().bad("Rejected:") + " the layout breaks "
                + Figures.count(explanation.violations().size(), "rule", "rules") + ".");
        Rejections.violations(explanation.violations(), page);
        if (explanation.isTooBig()) {
            MemoryFormulas.write(explanation.terms(), page);
        }
    }
}
