package org.shardplan.report.training;

import org.shardplan.explain.Explanation;
import org.shardplan.report.page.Page;
import org.shardplan.report.words.Rejections;

/** Whether a layout is feasible, and everything that speaks against it. */
public final class Verdict {

    private Verdict() {
    }

    public static void write(Explanation explanation, Page page) {
        Rejections.verdict("layout", explanation.violations(), page);
        if (explanation.isTooBig()) {
            MemoryFormulas.write(explanation.terms(), page);
        }
        Rejections.afterVerdict("layout", explanation.isImpossible(), page);
    }
}
