package org.shardplan.io.json;

import java.util.Optional;

/** How one kind of JSON value becomes a Java value. */
public interface FieldType<T> {

    /** The value, or nothing if it is none of this type and the findings say so. */
    Optional<T> read(Field field);

    /** What stands in for a required value that is missing or wrong, so that reading goes on and finds more. */
    T standIn();
}
