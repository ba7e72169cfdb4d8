package org.shardplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;

/** Layouts for tests: plain ones to start from, and a whole grid of well and badly formed ones. */
public final class TestLayouts {

    /** One sequence a micro-batch, 16 bit, nothing split along the sequence. */
    public static final Execution PLAIN_EXECUTION = new Execution(1, false, Precision.BF16);
    public static final StateSharding UNSHARDED = StateSharding.of(ZeroStage.NONE);

    private static final int[] TENSOR = {1, 2, 4, 8, 3};
    private static final int[] PIPELINE = {1, 2, 3, 4, 5, 8, 16};
    private static final int[] DATA = {1, 2, 4, 6, 16, 64};
    private static final int[] CONTEXT = {1, 1, 2, 4};
    private static final int[] EXPERT = {1, 2, 4, 8};
    private static final int[] MICRO_BATCH = {1, 2, 4, 7};
    private static final Schedule[] SCHEDULES = {
        Schedule.PLAIN, Schedule.ZERO_BUBBLE, Schedule.interleaved(2), Schedule.interleaved(3), Schedule.interleaved(7)
    };
    private static final Recomputation[] RECOMPUTATIONS = {
        Recomputation.NONE, Recomputation.SELECTIVE, Recomputation.some(1), Recomputation.some(4), Recomputation.FULL
    };

    private TestLayouts() {
    }

    /** Nothing but the mesh of a dense model: plain schedule, nothing recomputed, nothing sharded. */
    public static Layout of(int tensor, int pipeline, int data) {
        return of(Mesh.dense(0, tensor, pipeline, data, 1));
    }

    public static Layout of(Mesh mesh) {
        return new Layout(mesh, PLAIN_EXECUTION, Schedule.PLAIN, Recomputation.NONE, UNSHARDED);
    }

    /** The layout with sequence parallelism. */
    public static Layout sequenceParallel(Layout layout) {
        Execution execution = layout.execution();
        return layout.with(new Execution(execution.microBatch(), true, execution.precision()));
    }

    public static Layout microBatch(Layout layout, int microBatch) {
        Execution execution = layout.execution();
        return layout.with(new Execution(microBatch, execution.sequenceParallel(), execution.precision()));
    }

    /** So many layouts drawn from a grid of all decisions, the same every time; many of them are malformed. */
    public static List<Layout> grid(int size) {
        Random random = new Random(42);
        List<Layout> layouts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            layouts.add(draw(random));
        }
        return layouts;
    }

    private static Layout draw(Random random) {
        Mesh mesh = new Mesh(0, any(random, TENSOR), any(random, PIPELINE), any(random, DATA), any(random, CONTEXT),
                any(random, EXPERT), random.nextInt(4) == 0 ? 2 : 1);
        Precision precision = random.nextInt(5) == 0 ? Precision.FP8 : Precision.BF16;
        Execution execution = new Execution(any(random, MICRO_BATCH), random.nextBoolean(), precision);
        StateSharding states = new StateSharding(any(random, ZeroStage.values()),
                any(random, OptimizerPrecision.values()), random.nextInt(8) == 0,
                any(random, GradientPrecision.values()));
        return new Layout(mesh, execution, any(random, SCHEDULES), any(random, RECOMPUTATIONS), states);
    }

    private static int any(Random random, int[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
