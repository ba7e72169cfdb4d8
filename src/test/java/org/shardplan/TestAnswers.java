package org.shardplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.explain.Explainer;
import org.shardplan.explain.Explanation;
import org.shardplan.io.layout.LayoutText;
import org.shardplan.io.problem.ProblemReader;
import org.shardplan.layout.Layout;
import org.shardplan.problem.Problem;
import org.shardplan.solver.Answer;
import org.shardplan.solver.Answer.NearMiss;
import org.shardplan.solver.Answer.Rejection;
import org.shardplan.solver.Answer.Remedies;
import org.shardplan.solver.Answer.Unit;
import org.shardplan.solver.Proof;

/** Small answers, put together by hand. */
public final class TestAnswers {

    /** A small problem file; everything is given, so nothing is assumed. */
    public static final String PROBLEM = """
            {
              "version": 1,
              "name": "small",
              "model": "Llama-3.1-8B",
              "workload": {"kind": "training", "sequenceLength": 4096, "globalBatch": 32, "tokens": 1e9},
              "cluster": {"pools": [{"gpu": "H100-SXM-80", "count": 8, "gpusPerNode": 8, "interNodeGBps": 50,
                                     "pricePerGpuHourUsd": 2.5, "spotPricePerGpuHourUsd": 1.25}]},
              "objective": "OBJECTIVE",
              "limits": {"memoryReserveGiB": 4},
              "allow": {"precision": ["bf16"]},
              "operations": {"restartMinutes": 10}
            }
            """;

    private TestAnswers() {
    }

    public static Problem problem() {
        return problem("step-time");
    }

    public static Problem problem(String objective) {
        String text = PROBLEM.replace("OBJECTIVE", objective);
        return ProblemReader.shipped().read("small.json", text).problem().orElseThrow();
    }

    public static Layout layout(Problem problem, String text) {
        return LayoutText.parse(text, problem).layout().orElseThrow();
    }

    public static Estimate estimate(Problem problem, String text) {
        return new LayoutEstimator(problem).estimate(layout(problem, text));
    }

    public static Explanation explanation(String layout) {
        Problem problem = problem();
        return new Explainer().explain(new LayoutEstimator(problem), layout(problem, layout));
    }

    /** A best layout, a close one and one that is much worse. */
    public static Answer feasible() {
        Problem problem = problem();
        List<Estimate> ranking = Stream.of("dp=8,zeroStage=3", "tp=2,dp=4,zeroStage=2", "tp=2,pp=2,dp=2,recompute=full")
                .map(layout -> estimate(problem, layout)).toList();
        List<Rejection<Estimate>> rejections = new ArrayList<>(rejections("dp=8,microBatch=2,zeroStage=1"));
        rejections.add(new Rejection<>("deadline", 12, Unit.LAYOUTS, Optional.of(ranking.get(0))));
        return new Answer(problem, ranking, new Proof(Proof.Kind.BOUND, 150_696, 5_099, 0), rejections,
                Remedies.NONE);
    }

    /** Stopped early, with a gap. */
    public static Answer unproved() {
        Answer proved = feasible();
        return new Answer(proved.problem(), proved.ranking(), new Proof(Proof.Kind.NONE, 150_696, 1_234, 3.25),
                rejections("dp=8,zeroStage=1"), Remedies.NONE);
    }

    /** Stopped before anything was found or counted. */
    public static Answer unknown() {
        Proof nothing = new Proof(Proof.Kind.NONE, 150_696, false, 17, Double.POSITIVE_INFINITY);
        return new Answer(problem(), List.of(), nothing, List.of(), Remedies.NONE);
    }

    public static Answer infeasible() {
        Explanation miss = explanation("tp=1,dp=8,zeroStage=0");
        return new Answer(miss.estimate().problem(), List.of(), new Proof(Proof.Kind.EXHAUSTIVE, 12, 12, 0),
                rejections("tp=1,dp=8,zeroStage=0"), new Remedies(
                        Optional.of(new NearMiss(miss.estimate(), miss.violations())), Optional.empty()));
    }

    /** Two rules, the second with what is best without it. */
    private static List<Rejection<Estimate>> rejections(String withoutMemoryLimit) {
        return List.of(new Rejection<>("whole-nodes", 3, Unit.MESHES),
                new Rejection<>("memory-capacity", 13_714, Unit.LAYOUTS,
                        Optional.of(estimate(problem(), withoutMemoryLimit))));
    }
}
