package org.shardplan.io.json;

/**
 * The path from the root of a document to a value (RFC 6901), written out only when a diagnostic needs it.
 *
 * @param parent the way to the enclosing object or array, null at the root
 * @param step key or index
 */
public record Pointer(Pointer parent, String step) {

    public static final Pointer ROOT = new Pointer(null, "");

    Pointer to(String key) {
        return new Pointer(this, key);
    }

    Pointer to(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    @Override
    public String toString() {
        return parent == null ? "" : parent + "/" + Sentence.cut(step.replace("~", "~0").replace("/", "~1"));
    }
}
