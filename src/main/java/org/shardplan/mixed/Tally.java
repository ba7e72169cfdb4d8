package org.shardplan.mixed;

import java.util.stream.IntStream;

/** Counts of used nodes of every class, packed into the bits of one number: up to 64 nodes. */
final class Tally {

    private final Lineup lineup;
    private final int[] shifts;
    private final long[] masks;

    Tally(Lineup lineup) {
        this.lineup = lineup;
        this.shifts = new int[lineup.classes().size()];
        this.masks = new long[shifts.length];
        int shift = 0;
        for (int i = 0; i < shifts.length; i++) {
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(nodes(i));
            shifts[i] = shift;
            masks[i] = (1L << bits) - 1;
            shift += bits;
        }
        if (shift > Long.SIZE) {
            throw new IllegalArgumentException("Counts of " + lineup.nodes() + " nodes take " + shift + " bits");
        }
    }

    private int nodes(int nodeClass) {
        return lineup.classes().get(nodeClass).nodes();
    }

    private int used(long tally, int nodeClass) {
        return (int) (tally >>> shifts[nodeClass] & masks[nodeClass]);
    }

    boolean hasRoom(long tally, Group added) {
        return used(tally, added.nodeClass()) + added.nodes() <= nodes(added.nodeClass());
    }

    long with(long tally, Group added) {
        return tally + ((long) added.nodes() << shifts[added.nodeClass()]);
    }

    /** Whether no node is left that must be used. */
    boolean mayEnd(long tally) {
        return IntStream.range(0, shifts.length).allMatch(
                i -> !lineup.classes().get(i).useAll() || used(tally, i) == nodes(i));
    }

    /** What the used nodes pay. */
    double paid(long tally, Prices prices) {
        return IntStream.range(0, shifts.length).mapToDouble(i -> prices.byClass()[i] * used(tally, i)).sum();
    }
}
