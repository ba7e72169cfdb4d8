package org.shardplan.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shardplan.layout.Schedule;

/**
 * What each stage of a pipeline does when: every task as early as its order and the other stages allow, transfers
 * taking no time. It shows where the bubble of the time model comes from; the model itself does not need it.
 */
public final class Timeline {

    private final Schedule schedule;
    private final List<Passes> passes;
    private final List<List<Task>> orders = new ArrayList<>();
    private final List<List<Slot>> slots = new ArrayList<>();
    private final double[][] forwardEnds;
    private final double[][] backwardEnds;

    private Timeline(Schedule schedule, List<Passes> passes, int microBatches) {
        this.schedule = schedule;
        this.passes = passes;
        int virtual = passes.size() * schedule.chunks();
        this.forwardEnds = unknown(virtual, microBatches);
        this.backwardEnds = unknown(virtual, microBatches);
        PassOrder order = new PassOrder(schedule, passes.size(), microBatches);
        for (int stage = 0; stage < passes.size(); stage++) {
            orders.add(order.of(stage));
            slots.add(new ArrayList<>());
        }
    }

    private static double[][] unknown(int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        return values;
    }

    /**
     * Runs a step.
     *
     * @param schedule the schedule
     * @param passes seconds of one micro-batch on every stage
     * @param microBatches micro-batches of the step; a multiple of the stages if the schedule is interleaved
     */
    public static Timeline of(Schedule schedule, List<Passes> passes, int microBatches) {
        Timeline timeline = new Timeline(schedule, List.copyOf(passes), microBatches);
        timeline.run();
        return timeline;
    }

    /**
     * One task and when it is done.
     *
     * @param task the task
     * @param start seconds after the start of the step
     * @param end the same
     */
    public record Slot(Task task, double start, double end) {
    }

    /** The tasks of every stage in their order. */
    public List<List<Slot>> stages() {
        return slots;
    }

    /** Seconds until the last stage is done. */
    public double seconds() {
        return slots.stream().mapToDouble(stage -> stage.get(stage.size() - 1).end()).max().orElse(0);
    }

    /** Seconds for which the stage that has most to do stands still. */
    public double bubbleSeconds() {
        double busiest = slots.stream().mapToDouble(
                stage -> stage.stream().mapToDouble(slot -> slot.end() - slot.start()).sum()).max().orElse(0);
        return seconds() - busiest;
    }

    private void run() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int stage = 0; stage < passes.size(); stage++) {
                while (advance(stage)) {
                    moved = true;
                }
            }
        }
    }

    /** Does the next task of a stage if what it needs is there. */
    private boolean advance(int stage) {
        List<Slot> done = slots.get(stage);
        if (done.size() == orders.get(stage).size()) {
            return false;
        }
        Task task = orders.get(stage).get(done.size());
        double ready = ready(stage, task);
        if (Double.isNaN(ready)) {
            return false;
        }
        double start = Math.max(ready, done.isEmpty() ? 0 : done.get(done.size() - 1).end());
        Slot slot = new Slot(task, start, start + seconds(stage, task.pass()));
        done.add(slot);
        remember(stage, slot);
        return true;
    }

    /** When the input of a task is there; not a number if nobody knows yet. */
    private double ready(int stage, Task task) {
        int virtual = task.chunk() * passes.size() + stage;
        return switch (task.pass()) {
            case FORWARD -> virtual == 0 ? 0 : forwardEnds[virtual - 1][task.microBatch()];
            case BACKWARD -> virtual == forwardEnds.length - 1 ? forwardEnds[virtual][task.microBatch()]
                    : backwardEnds[virtual + 1][task.microBatch()];
            case WEIGHT_GRADIENT -> backwardEnds[virtual][task.microBatch()];
        };
    }

    private void remember(int stage, Slot slot) {
        int virtual = slot.task().chunk() * passes.size() + stage;
        switch (slot.task().pass()) {
            case FORWARD -> forwardEnds[virtual][slot.task().microBatch()] = slot.end();
            case BACKWARD -> backwardEnds[virtual][slot.task().microBatch()] = slot.end();
            case WEIGHT_GRADIENT -> { }
        }
    }

    /** Chunks of a stage share its time equally; weight gradients belong to the backward pass unless set apart. */
    private double seconds(int stage, Task.Pass pass) {
        Passes chunk = passes.get(stage).times(1.0 / schedule.chunks());
        boolean apart = schedule.kind() == Schedule.Kind.ZERO_BUBBLE_H1;
        return switch (pass) {
            case FORWARD -> chunk.forward();
            case BACKWARD -> chunk.backward() + (apart ? 0 : chunk.weightGradient());
            case WEIGHT_GRADIENT -> chunk.weightGradient();
        };
    }
}
