package org.shardplan.problem;

/**
 * The residual stack every block reads from and writes to.
 *
 * @param layers transformer layers
 * @param hidden width of the residual stream
 * @param bias which matrices have bias vectors
 * @param dropout whether residuals and attention use dropout in training, whose masks take memory and time
 * @param functions what its blocks compute
 */
public record Stack(int layers, int hidden, Bias bias, boolean dropout, Functions functions) {

    /** A stack of which the shape is all that is known. */
    public Stack(int layers, int hidden, Bias bias, boolean dropout) {
        this(layers, hidden, bias, dropout, Functions.UNKNOWN);
    }

    /** Which matrices have bias vectors. */
    public enum Bias {
        NONE,
        /** Query, key and value projections. */
        QUERY_KEY_VALUE,
        ALL
    }
}
