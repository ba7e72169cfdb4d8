package org.shardplan.solver.optaplanner;

import org.shardplan.rule.Violation;

/** How much a broken rule weighs: at least 1, and more the further off the layout is, so that a search sees a slope. */
public final class Excess {

    private static final double PER_MILLE = 1000;

    private Excess() {
    }

    /** 1 and the excess in per mille. */
    public static long of(Violation violation) {
        return 1 + Math.round(PER_MILLE * violation.excess());
    }
}
