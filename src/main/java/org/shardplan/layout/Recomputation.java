package org.shardplan.layout;

/**
 * Which activations are dropped in the forward pass and computed again in the backward pass.
 *
 * @param kind what is recomputed
 * @param layers layers of each stage that are recomputed in full: 0 for none and selective, {@link #ALL} for full
 */
public record Recomputation(Kind kind, int layers) {

    /** Every layer of every stage. */
    public static final int ALL = Integer.MAX_VALUE;

    public static final Recomputation NONE = new Recomputation(Kind.NONE, 0);
    public static final Recomputation SELECTIVE = new Recomputation(Kind.SELECTIVE, 0);
    public static final Recomputation FULL = new Recomputation(Kind.FULL, ALL);

    /** Full recomputation of the first layers of each stage only, the others keep everything. */
    public static Recomputation some(int layers) {
        return new Recomputation(Kind.FULL, layers);
    }

    public boolean isSelective() {
        return kind == Kind.SELECTIVE;
    }

    public boolean isPartial() {
        return kind == Kind.FULL && layers != ALL;
    }

    /** Layers recomputed in full on a stage that holds so many. */
    public int layersOf(int stageLayers) {
        return Math.min(layers, stageLayers);
    }

    /** What is recomputed. */
    public enum Kind implements Named {
        NONE("none"),
        /** The attention core only (Korthikanti et al. 2022, arXiv:2205.05198). */
        SELECTIVE("selective"),
        /** Whole layers, only their inputs are kept. */
        FULL("full");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }
}
