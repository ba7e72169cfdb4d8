package org.shardplan.io.json;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A JSON document whose root is an object.
 *
 * @param root the fields of the root, if there is one
 * @param findings what is wrong with it so far
 */
public record Document(Optional<Fields> root, Findings findings) {

    /** The version every file of ours has. */
    public static final WholeNumber VERSION =
            WholeNumber.between(1, 1, "").advising("a newer version of shardplan wrote the file");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public static Document of(Path path) {
        Findings findings = new Findings(new Source(path.toString(), ""));
        Optional<String> text = SourceFile.read(path, findings);
        return text.isEmpty() ? new Document(Optional.empty(), findings) : of(path.toString(), text.get());
    }

    public static Document of(String name, String text) {
        boolean marked = text.startsWith(BYTE_ORDER_MARK);
        Source source = new Source(name, marked ? text.substring(1) : text);
        Findings findings = new Findings(source);
        if (marked) {
            findings.warning("The file (" + name + ") must not start with a byte order mark; it was ignored.");
        }
        Optional<JsonValue> value = JsonTree.parse(source, findings);
        return new Document(
                value.isEmpty() ? Optional.empty() : Nested.OBJECT.read(new Field("document", value.get(), findings)),
                findings);
    }
}
