package org.shardplan.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.shardplan.TestProblems;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.problem.Problem;
import org.shardplan.space.SearchSpace;
import org.shardplan.time.TimeBreakdown;

/** Full estimates, memory and time with all parts, of well-formed layouts on one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EstimateBenchmark {

    private static final int LAYOUTS = 4096;

    @Param({"gpt3-175b-512xa100", "llama-3.1-70b-64xh100", "deepseek-v3-2048xh800"})
    private String problem;
    private LayoutEstimator estimator;
    private Layout[] layouts;
    private int next;

    /** Draws layouts whose stages hold the same number of layers, or any for a mixture of experts. */
    @Setup
    public void draw() {
        Problem question = TestProblems.shipped(problem);
        estimator = new LayoutEstimator(question);
        SearchSpace space = new SearchSpace(estimator);
        Random random = new Random(7);
        List<Mesh> meshes = space.meshes().stream().filter(mesh -> isEven(question, mesh)).toList();
        List<Layout> drawn = new ArrayList<>();
        while (drawn.size() < LAYOUTS) {
            Mesh mesh = any(random, meshes);
            List<StateSharding> states = space.states(mesh);
            List<Execution> executions = space.executions(mesh);
            if (!states.isEmpty() && !executions.isEmpty()) {
                Execution execution = any(random, executions);
                Schedule schedule = any(random, space.schedules(mesh, execution));
                Recomputation recomputation = any(random, space.recomputations(mesh, schedule));
                drawn.add(new Layout(mesh, execution, schedule, recomputation, any(random, states)));
            }
        }
        layouts = drawn.toArray(Layout[]::new);
    }

    @Benchmark
    public Estimate full() {
        return estimator.estimate(nextLayout());
    }

    @Benchmark
    public MemoryBreakdown memory() {
        return estimator.memory(nextLayout());
    }

    @Benchmark
    public TimeBreakdown time() {
        return estimator.time(nextLayout());
    }

    private Layout nextLayout() {
        next = (next + 1) % LAYOUTS;
        return layouts[next];
    }

    private static boolean isEven(Problem question, Mesh mesh) {
        int layers = question.model().layers();
        return layers % mesh.pipeline() == 0 || question.model().feedForward().expertLayers(layers) > 0;
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
