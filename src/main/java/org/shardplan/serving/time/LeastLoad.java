package org.shardplan.serving.time;

import java.util.ArrayList;
import java.util.List;

/**
 * What a sequence costs a pipeline of one kind at least, for each of its tokens and with its share of prompts.
 *
 * <pre>  min over x of t(x)/x</pre>
 *
 * <p>t(x) seconds of all layers for x sequences that pass together. It is looked at in steps of 3 %; in between it is
 * no less than the smaller of both times over the larger number.
 */
final class LeastLoad {

    private static final double STEP = 1.03;

    private final KindTime kind;
    /** By steps: the least so far. */
    private final List<Double> least = new ArrayList<>();

    /**
     * Loads of a kind.
     *
     * @param kind a pipeline of a single stage
     */
    LeastLoad(KindTime kind) {
        this.kind = kind;
        least.add(Math.min(Passage.layers(kind.answers(1)), between(0)));
    }

    /** Seconds of all layers for a token of one of at most so many sequences that pass together. */
    double of(double together) {
        int step = (int) Math.ceil(Math.log(Math.max(1, together)) / Math.log(STEP));
        while (least.size() <= step) {
            least.add(Math.min(least.get(least.size() - 1), between(least.size())));
        }
        return least.get(step);
    }

    /** From this step to the next. */
    private double between(int step) {
        double more = Math.pow(STEP, step + 1.0);
        return Math.min(seconds(Math.pow(STEP, step)), seconds(more)) / more;
    }

    private double seconds(double together) {
        return Passage.layers(kind.token(together, together));
    }
}
