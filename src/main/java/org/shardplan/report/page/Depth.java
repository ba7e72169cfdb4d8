package org.shardplan.report.page;

/** How much a report tells. */
public enum Depth {
    /** What most readers need. */
    BRIEF(6),
    /** Everything. */
    FULL(Integer.MAX_VALUE);

    private final int items;

    Depth(int items) {
        this.items = items;
    }

    /** Items that a list shows at most. */
    public int items() {
        return items;
    }
}
