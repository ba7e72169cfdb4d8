package org.shardplan.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shardplan.fleet.planner.RunningPlan;
import org.shardplan.io.solution.RunningPlanReader;
import org.shardplan.io.solution.RunningPlanReader.RunningPlanFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What runs already, for plans of fleets. */
final class ReplanOptions {

    private static final double MOST_PENALTY = 1e12;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "SOLUTION", order = -7,
            description = "For several workloads: the solution document of the plan that runs now; every workload that "
                    + "is moved or ended counts as a change.")
    private Path from;

    private OptionalDouble perChange = OptionalDouble.empty();

    @Option(names = "--change-penalty", paramLabel = "N", order = -6,
            description = "What a change counts, in units of the objective (default: a hundredth of what all cheapest "
                    + "runs count together).")
    private void setPerChange(double penalty) {
        if (!(penalty >= 0 && penalty <= MOST_PENALTY)) {
            throw new ParameterException(spec.commandLine(),
                    "The --change-penalty (" + penalty + ") must be from 0 to 1e12.");
        }
        perChange = OptionalDouble.of(penalty);
    }

    boolean isGiven() {
        return from != null;
    }

    /** The running plan; empty if there is none or if its file is unusable and the user was told. */
    Optional<RunningPlan> read(ShardplanCommand application) {
        if (from == null) {
            return Optional.empty();
        }
        RunningPlanFile read = RunningPlanReader.read(from, perChange);
        ProblemSource.tell(application, read.diagnostics());
        return read.plan();
    }
}
