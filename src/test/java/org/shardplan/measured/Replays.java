package org.shardplan.measured;

import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.TestProblems;
import org.shardplan.estimate.Fit;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;

/** Runs whose measured and predicted figures a test chooses. */
final class Replays {

    private static final Problem PROBLEM = TestProblems.read("""
            {'version': 1, 'model': 'Llama-2-7B',
             'workload': {'kind': 'training', 'sequenceLength': 4096, 'globalBatch': 64},
             'cluster': {'pools': [{'gpu': 'A100-SXM-80', 'count': 8}]}}
            """);

    private Replays() {
    }

    /** A run on 8 GPUs; the pipeline depth tells its layout apart from others. */
    static Replay timed(String source, String model, double observed, double predicted) {
        return new Replay(
                new MeasuredRun(origin(source), setup(model, 1), seconds(observed)),
                new Prediction(predicted, 40, Fit.FITS));
    }

    /** A run of one sweep. */
    static Replay layout(int pipeline, Observation observation, Prediction prediction) {
        return new Replay(new MeasuredRun(origin("sweep"), setup("one", pipeline), observation), prediction);
    }

    static Observation seconds(double observed) {
        return new Observation(OptionalDouble.of(observed), OptionalDouble.empty(), false, "");
    }

    static Setup setup(String model, int pipeline) {
        Model shape = PROBLEM.model();
        Model renamed = new Model(model, shape.stack(), shape.attention(), shape.feedForward(), shape.vocabulary(),
                shape.provenance());
        Problem problem = new Problem(PROBLEM.name(), renamed, PROBLEM.training(), PROBLEM.cluster(), PROBLEM.goal(),
                PROBLEM.conditions(), List.of());
        Layout layout = new Layout(Mesh.dense(0, 1, pipeline, 8 / pipeline, 1),
                new Execution(1, false, Precision.BF16), Schedule.PLAIN, Recomputation.NONE,
                StateSharding.of(ZeroStage.OPTIMIZER));
        return new Setup(problem, layout, new Setup.Software("", "bf16"), true);
    }

    private static Origin origin(String source) {
        return new Origin("runs.csv", 2, source, Evidence.MEASURED);
    }
}
