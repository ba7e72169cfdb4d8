package org.shardplan.measured;

import org.shardplan.problem.Framework;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;

/**
 * What runs have in common of which only the layout differs.
 *
 * @param source source
 * @param shape model, sequence and heads
 * @param gpus GPUs
 * @param group framework, GPU and precision
 * @param kernels kernels
 */
record SweepKey(String source, Shape shape, long gpus, Group group, Framework.Kernels kernels) {

    record Shape(String model, int layers, int hidden, int heads, int sequenceLength) {
    }

    static SweepKey of(MeasuredRun run) {
        Problem problem = run.setup().problem();
        Model model = problem.model();
        return new SweepKey(
                run.origin().source(),
                new Shape(model.name(), model.layers(), model.hidden(), model.attention().heads(),
                        problem.training().sequenceLength()),
                run.setup().layout().mesh().gpus(),
                Group.of(run.setup()),
                problem.conditions().framework().kernels());
    }
}
