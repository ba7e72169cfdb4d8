package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.mixed.Sequence.Part;
import org.shardplan.mixed.StageCosts.Row;
import org.shardplan.mixed.StageProgram.End;

/** Finds the stages of a completed pipeline again, by what their sums add up to. */
final class Trace {

    private final Lineup lineup;
    private final Supply supply;
    private final Sums sums;

    Trace(Lineup lineup, Supply supply, Sums sums) {
        this.lineup = lineup;
        this.supply = supply;
        this.sums = sums;
    }

    /**
     * Stages that are yet to be found.
     *
     * @param front the stage in front of them
     * @param placed their layers
     * @param arriving their sum and the link to the stage in front
     */
    private record Rest(Step front, int placed, double arriving) {
    }

    /**
     * A stage that was found.
     *
     * @param part the stage
     * @param rest what is behind it
     */
    private record Found(Part part, Rest rest) {
    }

    /** The stages from the first one on. */
    Sequence of(End end) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(end.step().group(), lineup.layers() - end.placed()));
        Rest rest = new Rest(end.step(), end.placed(), end.arriving());
        while (rest.placed() > 0) {
            Found found = next(rest);
            parts.add(found.part());
            rest = found.rest();
        }
        return new Sequence(parts);
    }

    private Found next(Rest rest) {
        int state = rest.front().state();
        for (int group : supply.preceding(state)) {
            double sum = sums.sum(state, rest.front().stages(), group, rest.placed() - sums.reach().least(state));
            if (sum + lineup.links().counted()[rest.front().group()][group] == rest.arriving()) {
                Found found = found(rest, group, sum);
                if (found != null) {
                    return found;
                }
            }
        }
        throw new IllegalStateException("No stage stands behind " + rest);
    }

    /** The stage of this group, if its sum comes about by some number of layers; else nothing. */
    private Found found(Rest rest, int group, double sum) {
        int next = rest.front().state();
        int stages = rest.front().stages() - 1;
        int state = supply.before(next, group);
        if (state < 0 || !sums.has(state, stages)) {
            return null;
        }
        Step step = new Step(state, stages, next, group);
        double[] arriving = sums.arriving(step);
        Row row = lineup.costs().row(group, stages, false);
        for (int i = 0; i < arriving.length; i++) {
            int placed = sums.reach().least(state) + i;
            int layers = rest.placed() - placed;
            if (layers > 0 && sums.keeps(row, layers) && arriving[i] + row.seconds()[layers] == sum) {
                return new Found(new Part(group, layers), new Rest(step, placed, arriving[i]));
            }
        }
        return null;
    }
}
