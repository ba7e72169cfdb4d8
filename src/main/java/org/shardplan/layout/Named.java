package org.shardplan.layout;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A choice with the one name that problem files, solution files and reports use for it. */
public interface Named {

    String label();

    /** The choice of that name among the given ones. */
    static <T extends Named> Optional<T> find(T[] choices, String label) {
        return Stream.of(choices).filter(choice -> choice.label().equals(label)).findFirst();
    }

    /** The names of the given choices, in their order. */
    static List<String> labels(Named[] choices) {
        return Stream.of(choices).map(Named::label).toList();
    }
}
