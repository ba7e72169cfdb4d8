package org.shardplan.io.problem;

import org.shardplan.io.json.Resource;

/** The JSON Schemas that editors complete and check files with. */
public final class Schemas {

    private Schemas() {
    }

    /** The schema of problem files. */
    public static String problem() {
        return Resource.text("/org/shardplan/schema/problem.schema.json");
    }
}
