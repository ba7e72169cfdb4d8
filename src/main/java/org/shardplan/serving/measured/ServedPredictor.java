package org.shardplan.serving.measured;

import org.shardplan.layout.Replica;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.measured.ServedSetup;
import org.shardplan.measured.ServedSetup.Mode;
import org.shardplan.serving.estimate.ServiceTimes;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.measured.ServedPrediction.Memory;
import org.shardplan.serving.measured.ServedPrediction.Times;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.time.ReplicaTime;
import org.shardplan.units.Bytes;

/** Predicts a served model from its setup; there is no way from here to what was measured. */
public final class ServedPredictor {

    private static final double MILLI = 1e-3;

    private final ServedSetup setup;
    private final ServingEstimator estimator;
    private final Replica replica;

    private ServedPredictor(ServedSetup setup) {
        this.setup = setup;
        this.estimator = new ServingEstimator(setup.problem());
        this.replica = setup.replicas().replica();
    }

    public static ServedPrediction predict(ServedSetup setup) {
        ServedPredictor predictor = new ServedPredictor(setup);
        return setup.mode() == Mode.STATIC ? predictor.batch() : predictor.loop();
    }

    private ServedPrediction loop() {
        ServingEstimate estimate = estimator.estimate(
                new ServingLayout.Aggregated(replica, setup.replicas().count()));
        ServiceTimes.Times mean = estimate.times().mean();
        double step = estimate.answers().decode().totalSeconds();
        double waits = setup.launch().waitSteps() * step;
        double request = MILLI * mean.endToEndMs();
        Times times = new Times(MILLI * mean.ttftMs() + waits, MILLI * mean.tpotMs(), request + waits, step);
        return new ServedPrediction(estimator.memory(replica).starts(), times,
                estimate.tokensPerSecond() * request / (request + waits) * filled(), memory());
    }

    /**
     * Throughput of a run of so many requests over that of one without end, for requests that all take as long.
     *
     * <pre>  n/X(m)/(⌊n/m⌋·m/X(m) + r/X(r))      r = n mod m</pre>
     *
     * <p>n requests of a replica, m of which run at a time, X(b) requests per second while b run: the last ones leave
     * room that no others fill.
     */
    private double filled() {
        if (setup.mode() != Mode.OFFLINE || setup.launch().requests() == 0) {
            return 1;
        }
        ReplicaTime time = estimator.time(replica);
        double requests = (double) setup.launch().requests() / setup.replicas().count();
        double most = estimator.mostSequences(replica);
        double rest = requests % most;
        double steady = time.requestsPerSecond(most);
        double last = rest == 0 ? 0 : rest / time.requestsPerSecond(rest);
        return requests / steady / ((requests - rest) / steady + last);
    }

    /** All prompts, then all answers: latency = first token + O·T(b). */
    private ServedPrediction batch() {
        ReplicaTime time = estimator.time(replica);
        ReplicaGroup group = setup.replicas();
        int output = setup.problem().serving().lengths().output();
        double sequences = setup.sequences();
        double front = estimator.overheads(replica).firstToken().seconds();
        double prompts = time.togetherPromptSeconds(sequences);
        double token = time.answerSeconds(sequences);
        double request = prompts + output * token;
        return new ServedPrediction(
                room() >= sequences, new Times(front + prompts, token, request, token),
                group.count() * sequences * output / request, memory());
    }

    private double room() {
        return (double) estimator.memory(replica).sequences() * replica.split().attentionData();
    }

    private Memory memory() {
        ServingMemory memory = estimator.memory(replica);
        double here = (double) setup.sequences() / replica.split().attentionData();
        double bytes = memory.weights().value() + memory.workspace().value() + here * memory.perSequence().value();
        double waiting = setup.mode() == Mode.ONLINE ? Math.max(0, 1 - room() / setup.sequences()) : 0;
        return new Memory(bytes / Bytes.PER_GIB, waiting);
    }
}
