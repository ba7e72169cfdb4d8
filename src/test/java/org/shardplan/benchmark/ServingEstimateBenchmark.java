package org.shardplan.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.shardplan.layout.Replica;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Load;
import org.shardplan.serving.ServingExamples;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;

/** Estimates of one replica on one core: its rate at a batch, and all numbers of a layout at a load. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServingEstimateBenchmark {

    @Param({"Llama-3.1-70B", "DeepSeek-V3"})
    private String model;
    private ServingEstimator closed;
    private ServingEstimator open;
    private Replica replica;
    private int sequences;

    @Setup
    public void prepare() {
        closed = new ServingEstimator(ServingExamples.of(
                model, "H200", "vllm", ServingExamples.requests(2000, 500, new Load.ClosedLoop(32))));
        open = new ServingEstimator(ServingExamples.of(
                model, "H200", "vllm", ServingExamples.requests(2000, 500, new Load.OpenLoop(2))));
        replica = ServingExamples.tensor(8);
    }

    @Benchmark
    public double rateAtABatch() {
        sequences = sequences % 256 + 1;
        return closed.time(replica).requestsPerSecond(sequences);
    }

    @Benchmark
    public ServingEstimate closedLoop() {
        return closed.estimate(new ServingLayout.Aggregated(replica, 1));
    }

    @Benchmark
    public ServingEstimate openLoop() {
        return open.estimate(new ServingLayout.Aggregated(replica, 1));
    }
}
