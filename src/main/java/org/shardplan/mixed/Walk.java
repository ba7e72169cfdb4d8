package org.shardplan.mixed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.shardplan.mixed.Sequence.Part;
import org.shardplan.mixed.StageCosts.Row;

/** Walks along the least completions from the last stage of a pipeline to its first. */
final class Walk {

    private final Completions completions;
    private final StageGraph graph;
    private final Lineup lineup;
    private final List<Part> parts = new ArrayList<>();
    private Step last = new Step(0, -1, 0, -1);
    private int placed;
    private Step best;
    private int bestLayers;
    private double least;

    private Walk(Completions completions) {
        this.completions = completions;
        this.graph = completions.graph();
        this.lineup = graph.lineup();
    }

    /** The stages of least sum; there must be some. */
    static Sequence along(Completions completions) {
        Walk walk = new Walk(completions);
        while (walk.placed < walk.lineup.layers()) {
            walk.advance();
        }
        Collections.reverse(walk.parts);
        return new Sequence(walk.parts);
    }

    private void advance() {
        least = Double.POSITIVE_INFINITY;
        for (int group : graph.supply().following(last.next())) {
            int next = graph.supply().after(last.next(), group);
            if (next >= 0 && (parts.isEmpty()
                    || graph.areNeighbours(group, last.group(), completions.caps().link()))) {
                consider(new Step(last.next(), last.stages() + 1, next, group));
            }
        }
        parts.add(new Part(best.group(), bestLayers));
        last = best;
        placed += bestLayers;
    }

    private void consider(Step step) {
        double before = completions.fee(step.group())
                + (parts.isEmpty() ? 0 : lineup.links().seconds()[step.group()][last.group()]);
        Row first = lineup.costs().row(step.group(), step.stages(), true);
        int left = lineup.layers() - placed;
        if (completions.canBeFirst(step, first, placed)) {
            choose(step, left, before + first.seconds()[left]);
        }
        Row row = lineup.costs().row(step.group(), step.stages(), false);
        for (int layers = Math.min(left - 1, row.mostLayers(completions.caps())); layers > 0; layers--) {
            if (row.closing()[layers] <= completions.caps().closing()) {
                choose(step, layers, before + row.seconds()[layers] + completions.after(step, placed + layers));
            }
        }
    }

    private void choose(Step step, int layers, double sum) {
        if (sum < least) {
            least = sum;
            best = step;
            bestLayers = layers;
        }
    }
}
