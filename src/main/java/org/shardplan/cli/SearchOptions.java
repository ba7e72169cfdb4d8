package org.shardplan.cli;

import java.time.Duration;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to search, for every command that searches. */
final class SearchOptions {

    private static final int MOST_RANKED = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--search", paramLabel = "KIND", defaultValue = "both", order = -5,
            converter = NamedChoice.Search.class, completionCandidates = NamedChoice.Search.class,
            description = "Who searches: exact (every layout is evaluated or bounded), optaplanner (local search, "
                    + "proves nothing) or both (default: ${DEFAULT-VALUE}).")
    private SearchKind search = SearchKind.BOTH;

    @Option(names = "--time-limit", paramLabel = "TIME", defaultValue = "60s", converter = TimeSpan.class, order = -4,
            description = "Stop each search after this time, such as 500ms, 30s or 2m, with the best layout found so "
                    + "far (default: ${DEFAULT-VALUE}).")
    private Duration timeLimit = Duration.ofSeconds(60);

    @Option(names = "--seed", paramLabel = "N", defaultValue = "0", order = -3,
            description = "Seed of random moves (default: ${DEFAULT-VALUE}).")
    private long seed;

    private int top = 5;

    @Option(names = "--top", paramLabel = "N", defaultValue = "5", order = -2,
            description = "Layouts to rank, the best included (default: ${DEFAULT-VALUE}).")
    private void setTop(int layouts) {
        if (layouts < 1 || layouts > MOST_RANKED) {
            throw new ParameterException(spec.commandLine(),
                    "The --top (" + layouts + " layouts) must be from 1 to " + MOST_RANKED + ".");
        }
        top = layouts;
    }

    SolverOptions options() {
        return new SolverOptions(search, top, seed, timeLimit);
    }
}
