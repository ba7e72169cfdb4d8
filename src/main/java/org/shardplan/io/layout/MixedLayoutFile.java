package org.shardplan.io.layout;

import java.util.List;
import java.util.Optional;
import org.shardplan.io.json.Diagnostic;
import org.shardplan.io.json.Findings;
import org.shardplan.layout.MixedLayout;

/**
 * What reading a mixed pipeline gave.
 *
 * @param layout the pipeline, if there is no error
 * @param diagnostics everything wrong with it, in its order
 */
public record MixedLayoutFile(Optional<MixedLayout> layout, List<Diagnostic> diagnostics) {

    public MixedLayoutFile {
        diagnostics = List.copyOf(diagnostics);
    }

    /** What is left after every field was read. */
    static MixedLayoutFile of(MixedLayout layout, Findings findings) {
        List<Diagnostic> diagnostics = findings.conclude();
        boolean sound = diagnostics.stream().noneMatch(Diagnostic::isError);
        return new MixedLayoutFile(sound ? Optional.of(layout) : Optional.empty(), diagnostics);
    }
}
