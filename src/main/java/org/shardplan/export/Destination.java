package org.shardplan.export;

import java.util.stream.Stream;
import org.shardplan.layout.Named;

/** Where a plan can go: a training framework or a serving engine. */
public sealed interface Destination extends Named permits Target, ServingTarget {

    /** The version the settings were checked for, and where. */
    String checkedFor();

    /** All of them. */
    static Destination[] values() {
        return Stream.<Destination>concat(Stream.of(Target.values()), Stream.of(ServingTarget.values()))
                .toArray(Destination[]::new);
    }
}
