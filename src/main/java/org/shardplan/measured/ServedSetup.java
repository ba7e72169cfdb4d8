package org.shardplan.measured;

import java.util.List;
import org.shardplan.layout.Named;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.problem.Engine;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.ServingProblem;

/**
 * What was decided before a model was served.
 *
 * @param problem model, requests, hardware, engine
 * @param replicas the layout
 * @param mode how the requests came
 * @param launch how the engine was launched
 */
public record ServedSetup(ServingProblem problem, ReplicaGroup replicas, Mode mode, Launch launch) {

    /** How the requests came. */
    public enum Mode implements Named {
        /** So many clients, each with one request at a time. */
        ONLINE("online"),
        /** All at once, as many together as the engine holds. */
        OFFLINE("offline"),
        /** One batch from the first prompt to the last token. */
        STATIC("static batch"),
        /** Nothing ran: memory only. */
        CAPACITY("capacity");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * How an engine was launched.
     *
     * @param version version of the engine, as reported
     * @param waitSteps steps that prompts wait for others to come
     * @param requests requests of the whole run, 0 if nobody says how many
     * @param corrections why the setup is not as its row was written, one clause each
     */
    public record Launch(String version, double waitSteps, int requests, List<String> corrections) {

        public Launch {
            corrections = List.copyOf(corrections);
        }
    }

    public Gpu gpu() {
        return problem.pool(replicas.replica().pool()).gpu();
    }

    /** Sequences of one replica that were asked for. */
    public int sequences() {
        return replicas.replica().batching().sequences();
    }

    /** The same with other constants of the engine. */
    public ServedSetup with(Engine engine) {
        return new ServedSetup(problem.with(engine), replicas, mode, launch);
    }
}
