package org.shardplan.mixed;

import java.util.Optional;
import org.shardplan.mixed.StageCosts.Row;
import org.shardplan.space.Deadline;

/**
 * The sequence of least sum among those whose stages, closings and links stay within caps: an exact program over the
 * used nodes, the stages, the group added last and the layers placed, from the last stage of the pipeline to the first.
 * Which stages are behind one decides how many micro-batches it keeps; how many are in front of it does not matter.
 */
final class StageProgram {

    private final Lineup lineup;
    private final Supply supply;
    private final Capacity capacity;
    private final Deadline deadline;
    private Sums sums;
    private End end;

    StageProgram(Lineup lineup, Supply supply, Capacity capacity, Deadline deadline) {
        this.lineup = lineup;
        this.supply = supply;
        this.capacity = capacity;
        this.deadline = deadline;
    }

    /**
     * How a pipeline is completed.
     *
     * @param step the first stage, added last
     * @param placed layers of the other stages
     * @param arriving sum of the other stages and all links
     * @param sum of everything
     */
    record End(Step step, int placed, double arriving, double sum) {
    }

    /**
     * The sequence of least sum, if there is one; with time running out perhaps none or a worse one.
     *
     * @param caps of stages, closings and links
     * @param useless sums from here on are of no use
     */
    Optional<Sequence> best(Cost caps, double useless) {
        sums = new Sums(lineup, supply, capacity, caps, useless);
        end = new End(new Step(0, 0, 0, 0), 0, 0, useless);
        int states = sums.reach().isEnough() ? supply.states() : 0;
        for (int state = 0; state < states && !deadline.isOver(); state++) {
            for (int stages = 0; stages < lineup.nodes(); stages++) {
                if (sums.has(state, stages)) {
                    expand(state, stages);
                }
            }
        }
        return end.placed() == 0 ? Optional.empty()
                : Optional.of(new Trace(lineup, supply, sums).of(end));
    }

    private void expand(int state, int stages) {
        for (int group : supply.following(state)) {
            int next = supply.after(state, group);
            if (next >= 0) {
                add(new Step(state, stages, next, group));
            }
        }
    }

    private void add(Step step) {
        double[] arriving = sums.arriving(step);
        if (sums.reach().width(step.next()) > 0) {
            sums.place(step, arriving, lineup.costs().row(step.group(), step.stages(), false));
        }
        if (step.stages() > 0 && supply.mayEnd(step.next())) {
            end(step, arriving);
        }
    }

    /** The new stage is the first of the pipeline and takes all layers left. */
    private void end(Step step, double[] arriving) {
        Row row = lineup.costs().row(step.group(), step.stages(), true);
        for (int i = 0; i < arriving.length; i++) {
            int placed = sums.reach().least(step.state()) + i;
            int layers = lineup.layers() - placed;
            if (sums.keeps(row, layers) && arriving[i] + row.seconds()[layers] < end.sum()) {
                end = new End(step, placed, arriving[i], arriving[i] + row.seconds()[layers]);
            }
        }
    }
}
