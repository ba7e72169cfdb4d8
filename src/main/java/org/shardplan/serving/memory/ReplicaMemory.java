package org.shardplan.serving.memory;

import org.shardplan.layout.Replica;
import org.shardplan.problem.Engine.Room;
import org.shardplan.problem.Serving;
import org.shardplan.problem.ServingProblem;
import org.shardplan.units.Bytes;

/** Device memory of replicas. */
public final class ReplicaMemory {

    /**
     * Share of an answer for which an engine that evicts keeps room on average: between the half that a mix of young
     * and old answers holds and all of it. Assumed.
     */
    private static final double EVICTING = 0.6;

    private final ServingProblem problem;
    private final WeightMemory weights;
    private final KeyValueMemory keyValues;

    public ReplicaMemory(ServingProblem problem) {
        this.problem = problem;
        this.weights = new WeightMemory(problem.model());
        this.keyValues = new KeyValueMemory(problem.model());
    }

    /**
     * Memory of the fullest GPU.
     *
     * <pre>  keys and values = (usable · share of all - reserve - weights - workspace) · share of the rest</pre>
     *
     * <p>A prefix that all requests share is stored once; of each sequence counts what comes after it.
     * <p>Source: vLLM gpu_memory_utilization, SGLang mem_fraction_static, TensorRT-LLM free_gpu_memory_fraction.
     */
    public ServingMemory of(Replica replica) {
        int layers = (int) Math.ceil((double) problem.model().layers() / replica.split().pipeline());
        return ofStage(replica, layers, true);
    }

    /**
     * The same for a GPU of one stage.
     *
     * @param kind the replica that the whole pipeline would be if it were made of such stages
     * @param layers layers of the stage
     * @param isEnd whether it is the first or the last one
     */
    public ServingMemory ofStage(Replica kind, int layers, boolean isEnd) {
        Room room = problem.engine().room();
        double usable = problem.pool(kind.pool()).gpu().memory().usable().value();
        double reserved = problem.goal().limits().memoryReserve().map(Bytes::value).orElse(0.0);
        double held = weights.ofStage(kind.split(), kind.formats().weights(), layers, isEnd).value();
        double workspace = room.workspaceGib() * Bytes.PER_GIB;
        double left = usable * room.shareOfAll() - reserved - held - workspace;
        int prefix = problem.serving().shortcuts().sharedPrefixTokens();
        double shared = bytes(kind, layers, prefix);
        return new ServingMemory(new Bytes(usable), new Bytes(reserved), new Bytes(held), new Bytes(workspace),
                new Bytes((left > 0 ? left * room.shareOfRest() : left) - shared),
                new Bytes(bytes(kind, layers, admitted() - prefix)));
    }

    /** Bytes that move when one prompt changes its GPUs. */
    public Bytes moved(Replica replica) {
        return keyValues.moved(problem.serving().lengths().input(), replica.formats().keyValues());
    }

    private double bytes(Replica kind, int layers, double tokens) {
        return keyValues.ofSequence(tokens, layers, kind.split(), kind.formats().keyValues()).value();
    }

    private double admitted() {
        Serving.Lengths lengths = problem.serving().lengths();
        return lengths.input() + (problem.engine().room().evicts() ? EVICTING : 1) * lengths.output();
    }
}
