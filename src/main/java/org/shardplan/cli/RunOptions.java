package org.shardplan.cli;

import java.util.Optional;
import org.shardplan.io.catalogue.Profiles;
import org.shardplan.io.runs.RunTableReader;
import picocli.CommandLine.Option;

/** What commands ask about tables of runs. */
final class RunOptions {

    @Option(names = "--framework", paramLabel = "NAME",
            description = "Framework of all runs, if not what their rows say decides.")
    private String framework;

    /** What is wrong with the options, if anything is. */
    Optional<String> obstacle() {
        Profiles profiles = Profiles.shipped();
        return framework == null || profiles.framework(framework).isPresent()
                ? Optional.empty()
                : Optional.of("The --framework (" + framework + ") must be one of "
                        + String.join(", ", profiles.frameworkNames()) + ".");
    }

    RunTableReader reader() {
        return RunTableReader.shipped(Optional.ofNullable(framework));
    }

    /** Reads runs for constants that are fitted anew. */
    RunTableReader refittingReader() {
        return RunTableReader.refitting(Optional.ofNullable(framework));
    }
}
