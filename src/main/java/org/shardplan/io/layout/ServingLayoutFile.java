package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.layout.ServingLayout;

/**
 * What reading a serving layout gave.
 *
 * @param layout the layout, if there is no error
 * @param diagnostics everything wrong with it, in its order
 */
public record ServingLayoutFile(Optional<ServingLayout> layout, List<Diagnostic> diagnostics) {

    public ServingLayoutFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** What is left after every field was read. */
    static ServingLayoutFile of(ServingLayout layout, Findings findings) {
        List<Diagnostic> diagnostics = findings.conclude();
        boolean sound = diagnostics.stream().noneMatch(Diagnostic::isError);
        return new ServingLayoutFile(sound ? Optional.of(layout) : Optional.empty(), diagnostics);
    }
}
