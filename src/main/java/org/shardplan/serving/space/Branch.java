package org.shardplan.serving.space;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Families alike in all that numbers of replicas depend on: pools, GPUs of a replica, formats. Each of the main shapes
 * stands beside each of the others; there may be millions of such pairs, so a family is formed when it is asked for.
 *
 * @param kind how the shapes share the work
 * @param mains shapes whose number of sequences is open
 * @param others the other shapes; empty where replicas are equal
 */
public record Branch(Family.Kind kind, List<Shape> mains, List<Shape> others) {

    /** A family by itself. */
    public static Branch of(Family family) {
        return new Branch(family.kind(), List.of(family.main()), family.other().map(List::of).orElse(List.of()));
    }

    /** Families. */
    public int size() {
        return mains.size() * Math.max(1, others.size());
    }

    /** The first of its families. */
    public Family first() {
        return family(0);
    }

    /** Its families: beside each of the other shapes each of the main ones. */
    public List<Family> families() {
        return new Families(List.of(this));
    }

    /** Those of its families in which a shape stands, on either side. */
    public Stream<Branch> with(Shape shape) {
        List<Shape> one = List.of(shape);
        return Stream.concat(mains.contains(shape) ? Stream.of(new Branch(kind, one, others)) : Stream.empty(),
                others.contains(shape) ? Stream.of(new Branch(kind, mains, one)) : Stream.empty());
    }

    Family family(int index) {
        return new Family(kind, mains.get(index % mains.size()),
                others.isEmpty() ? Optional.empty() : Optional.of(others.get(index / mains.size())));
    }
}
