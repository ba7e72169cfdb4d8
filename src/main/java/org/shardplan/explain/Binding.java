package org.shardplan.explain;

import java.util.List;

/**
 * What holds the best layout back: what one unit more of each limit would bring, and how sure the choice is.
 *
 * @param increments what a little more of each thing brings
 * @param doubts whether other efficiencies would lead to another choice
 */
public record Binding(List<Increment> increments, List<Doubt> doubts) {

    /** Nobody asked. */
    public static final Binding NONE = new Binding(List.of(), List.of());

    public Binding {
        increments = List.copyOf(increments);
        doubts = List.copyOf(doubts);
    }

    /**
     * A little more of one thing.
     *
     * @param what such as {@code 1 GiB more memory per GPU}
     * @param comparison the best layout then, beside the best one now
     */
    public record Increment(String what, Comparison comparison) {

        /** How much better the objective gets, in percent; never below 0. */
        public double gainPercent() {
            return Math.max(0, comparison.percent() / (1 + comparison.percent() / 100));
        }
    }

    /**
     * What if an efficiency were other than assumed.
     *
     * @param what such as {@code matrix work 10 % faster}
     * @param comparison what would be best then, beside the layout that is best now
     * @param holds whether the layout would still keep all limits
     */
    public record Doubt(String what, Comparison comparison, boolean holds) {

        /** Whether the layout would break a limit, or another one be better by more than the model can tell apart. */
        public boolean changesChoice() {
            return !holds || !comparison.isTie();
        }
    }
}
