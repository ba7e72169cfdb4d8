package org.shardplan.mixed;

import java.util.stream.IntStream;

/**
 * The best of all pipelines that pay for their nodes instead of counting them.
 *
 * @param prices what they pay
 * @param completions the least that completes them
 * @param bound no sequence within the caps has a smaller sum; infinite if there is none
 */
record Relaxed(Prices prices, Completions completions, double bound) {

    static Relaxed of(StageGraph graph, Cost caps, Prices prices) {
        Completions completions = new Completions(graph, caps, prices.fees(graph.lineup()));
        return new Relaxed(prices, completions, completions.least() - prices.ofAll(graph.lineup()));
    }

    private Lineup lineup() {
        return completions.graph().lineup();
    }

    /** The pipeline itself, which may use nodes more often than there are. */
    Sequence sequence() {
        return Walk.along(completions);
    }

    /** Whether a pipeline uses no node that is not there, and every one that must be used. */
    boolean isPossible(Sequence sequence) {
        int[] excess = Prices.excess(lineup(), sequence);
        return IntStream.range(0, excess.length).allMatch(
                i -> excess[i] == 0 || excess[i] < 0 && !lineup().classes().get(i).useAll());
    }
}
