package org.shardplan.solver;

import org.shardplan.layout.Named;

/** Which search answers. */
public enum SearchKind implements Named {
    /** Every layout is evaluated or bounded. */
    EXACT("exact"),
    /** OptaPlanner alone; it proves nothing. */
    OPTAPLANNER("optaplanner"),
    /** OptaPlanner searches, the exact search certifies. */
    BOTH("both");

    private final String label;

    SearchKind(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
