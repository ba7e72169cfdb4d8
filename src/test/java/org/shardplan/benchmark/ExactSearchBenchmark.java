package org.shardplan.benchmark;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;
import org.shardplan.solver.LayoutSolver;
import org.shardplan.solver.SearchKind;
import org.shardplan.solver.SolverOptions;

/** Proved answers a second, and the layouts of their spaces a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExactSearchBenchmark {

    @Param({"gpt3-175b-64xa100", "deepseek-v3-2048xh800"})
    private String problem;
    private Problem question;

    /** Layouts counted along. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Layouts {
        public long inSpace;
        public long evaluated;
    }

    @Setup
    public void read() {
        question = TestProblems.shipped(problem);
    }

    @Benchmark
    public Answer prove(Layouts layouts) {
        Answer answer = new LayoutSolver().solve(question,
                new SolverOptions(SearchKind.EXACT, 5, 0, Duration.ofSeconds(60)));
        layouts.inSpace += answer.proof().layoutsInSpace();
        layouts.evaluated += answer.proof().layoutsEvaluated();
        return answer;
    }
}
