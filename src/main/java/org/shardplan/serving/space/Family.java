package org.shardplan.serving.space;

import java.util.List;
import java.util.Optional;

/**
 * Plans that differ only in how many replicas there are of each shape.
 *
 * @param kind how the shapes share the work
 * @param main the shape whose number of sequences is open
 * @param other the other shape, if there is one
 */
public record Family(Kind kind, Shape main, Optional<Shape> other) {

    /** How shapes share the work. */
    public enum Kind {
        EQUAL,
        MIXED,
        APART
    }

    static Family equal(Shape shape) {
        return new Family(Kind.EQUAL, shape, Optional.empty());
    }

    static Family mixed(Shape main, Shape second) {
        return new Family(Kind.MIXED, main, Optional.of(second));
    }

    static Family apart(Shape prefill, Shape decode) {
        return new Family(Kind.APART, decode, Optional.of(prefill));
    }

    /** The family of a plan. */
    public static Family of(Plan plan) {
        Shape main = plan.main().shape();
        if (plan instanceof Plan.Mixed mixed) {
            return mixed(main, mixed.second().shape());
        }
        return plan instanceof Plan.Apart apart ? apart(apart.prefill().shape(), main) : equal(main);
    }

    /** Whether a family of the same kind differs in one setting of one shape, or not at all. */
    public boolean isBeside(Family family) {
        int different = main.settingsOtherThan(family.main);
        if (other.isPresent() && family.other.isPresent()) {
            different += other.get().settingsOtherThan(family.other.get());
        }
        return different <= 1;
    }

    /** Its shapes. */
    public List<Shape> shapes() {
        return other.map(some -> List.of(main, some)).orElse(List.of(main));
    }
}
