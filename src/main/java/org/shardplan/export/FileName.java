package org.shardplan.export;

/** Names that every file system and scheduler takes. */
final class FileName {

    private FileName() {
    }

    /** The name with a dash for whatever might not be taken. */
    static String of(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+", "");
        return safe.isEmpty() ? "shardplan" : safe;
    }
}
