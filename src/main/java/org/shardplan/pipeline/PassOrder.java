package org.shardplan.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Schedule;

/**
 * In which order a stage works off its micro-batches.
 *
 * @param schedule the schedule
 * @param stages pipeline stages
 * @param microBatches micro-batches of a step; a multiple of the stages if the schedule is interleaved
 */
record PassOrder(Schedule schedule, int stages, int microBatches) {

    /**
     * The tasks of one stage: warm-up, then one forward and one backward pass in turn, then cool-down.
     *
     * <p>Source: Narayanan et al. 2021, arXiv:2104.04473, section 2.2, for 1F1B and interleaving; Qi et al. 2024,
     * arXiv:2401.10241, section 2, for ZB-H1: 1F1B in which stage i puts weight gradients off by i micro-batches.
     */
    List<Task> of(int stage) {
        return switch (schedule.kind()) {
            case ONE_F_ONE_B, INTERLEAVED -> alternating(warmUp(stage));
            case ZERO_BUBBLE_H1 -> withLateWeightGradients(alternating(warmUp(stage)), stage);
        };
    }

    private int chunks() {
        return schedule.chunks();
    }

    /** Forward passes before the first backward pass, less the one that comes with it. */
    private int warmUp(int stage) {
        int later = stages - 1 - stage;
        return chunks() == 1 ? later : 2 * later + (chunks() - 1) * stages;
    }

    private List<Task> alternating(int warmUp) {
        int passes = microBatches * chunks();
        List<Task> tasks = new ArrayList<>();
        for (int step = 0; step < passes + warmUp; step++) {
            if (step < passes) {
                tasks.add(Task.forward(microBatch(step), chunk(step)));
            }
            if (step >= warmUp) {
                tasks.add(Task.backward(microBatch(step - warmUp), chunks() - 1 - chunk(step - warmUp)));
            }
        }
        return tasks;
    }

    /** Rounds of as many micro-batches as stages go through one chunk after the other. */
    private int microBatch(int pass) {
        return pass / (stages * chunks()) * stages + pass % stages;
    }

    private int chunk(int pass) {
        return pass / stages % chunks();
    }

    private List<Task> withLateWeightGradients(List<Task> tasks, int delay) {
        List<Task> all = new ArrayList<>();
        for (Task task : tasks) {
            all.add(task);
            if (task.pass() == Task.Pass.BACKWARD && task.microBatch() >= delay) {
                all.add(Task.weightGradient(task.microBatch() - delay));
            }
        }
        for (int late = Math.max(0, microBatches - delay); late < microBatches; late++) {
            all.add(Task.weightGradient(late));
        }
        return all;
    }
}
