package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.layout.Layout;

/**
 * What reading a layout gave.
 *
 * @param layout the layout, if there is no error
 * @param diagnostics everything wrong with it, in its order
 */
public record LayoutFile(Optional<Layout> layout, List<Diagnostic> diagnostics) {

    public LayoutFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** What is left after every field was read. */
    static LayoutFile of(Layout layout, Findings findings) {
        List<Diagnostic> diagnostics = findings.conclude();
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.isError()) {
                return new LayoutFile(Optional.empty(), diagnostics);
            }
        }
        return new LayoutFile(Optional.of(layout), diagnostics);
    }
}
