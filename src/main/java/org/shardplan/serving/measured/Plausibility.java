package org.shardplan.serving.measured;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.shardplan.measured.ServedRun;
import org.shardplan.measured.ServedSetup;
import org.shardplan.memory.ParameterCount;
import org.shardplan.serving.time.KernelTimes;

/**
 * Runs that cannot have done all the work of their rows.
 *
 * <pre>  2 · active parameters · (I + O) · concurrency / request time
 *      &gt; peak · GPUs · share that large matrices reach</pre>
 *
 * <p>Such a run answered from cached prefixes, or the like. It casts doubt on all runs of its model in its group, which
 * were measured in the same way.
 */
final class Plausibility {

    private final Set<Suspects> suspects = new HashSet<>();

    Plausibility(List<ServedRun> runs) {
        runs.stream().filter(Plausibility::isTooFast).map(Suspects::of).forEach(suspects::add);
    }

    private record Suspects(String source, String engine, String version, String gpu, String model) {

        static Suspects of(ServedRun run) {
            ServedSetup setup = run.setup();
            return new Suspects(run.origin().source(), setup.problem().engine().name(), setup.launch().version(),
                    setup.gpu().name(), run.model());
        }
    }

    boolean isDoubtful(ServedRun run) {
        return suspects.contains(Suspects.of(run));
    }

    private static boolean isTooFast(ServedRun run) {
        OptionalDouble request = run.outcome().requestSeconds();
        ServedSetup setup = run.setup();
        if (request.isEmpty() || setup.mode() != ServedSetup.Mode.ONLINE) {
            return false;
        }
        double tokens = (double) setup.problem().serving().lengths().input()
                + setup.problem().serving().lengths().output();
        double together = (double) setup.sequences() * setup.replicas().count();
        double rate = 2 * new ParameterCount(setup.problem().model()).active() * tokens * together
                / request.getAsDouble();
        return rate > setup.replicas().gpus() * new KernelTimes(setup.gpu(), setup.problem().engine())
                .reachable(setup.replicas().replica().formats().weights());
    }
}
