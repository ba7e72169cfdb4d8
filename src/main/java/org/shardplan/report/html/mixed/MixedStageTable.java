package org.shardplan.report.html.mixed;

import java.util.List;
import java.util.Optional;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.problem.Pool;
import org.shardplan.problem.PoolLink;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.mixed.MixedWords;
import org.shardplan.report.page.Figures;

/** The stages and the links between them, in tables. */
final class MixedStageTable {

    private MixedStageTable() {
    }

    static List<Element> stages(MixedEstimate pipeline) {
        Table table = new Table(Column.number("Stage"), Column.words("runs on"), Column.number("nodes"),
                Column.number("GPUs"), Column.number("tp"), Column.number("layers"), Column.number("recomputed"),
                Column.number("GiB"), Column.number("micro-batch"), Column.number("after the last"));
        for (StageEstimate stage : pipeline.stages()) {
            table.row(Integer.toString(stage.memory().stage()), pipeline.pool(stage).name(),
                    Figures.count(stage.stage().nodes()), Figures.count(pipeline.gpus(stage)),
                    Integer.toString(stage.stage().tensor()), Integer.toString(stage.stage().layers()),
                    MixedWords.recomputed(stage), Figures.gib(stage.memory().totalGib()),
                    Figures.seconds(stage.seconds()), Figures.seconds(stage.closing()));
        }
        return List.of(table.element(), Pieces.remark("micro-batch: forward and backward of one. After the last: "
                + "exchange of gradients that nothing hides, and the optimizer."));
    }

    static List<Element> links(MixedEstimate pipeline) {
        Table table = new Table(Column.words("Between stages"), Column.words("pools"), Column.number("GB/s per GPU"),
                Column.words("set by"), Column.number("there and back"));
        for (int index = 0; index < pipeline.stages().size() - 1; index++) {
            table.row(row(index, pipeline));
        }
        return List.of(table.element(), Pieces.remark("There and back: the activations of one micro-batch to the next "
                + "stage, and their gradients back."));
    }

    private static String[] row(int index, MixedEstimate pipeline) {
        StageEstimate from = pipeline.stages().get(index);
        StageEstimate to = pipeline.stages().get(index + 1);
        Pool one = pipeline.pool(from);
        Pool other = pipeline.pool(to);
        Pool slower = one.network().perGpu().gBps() <= other.network().perGpu().gBps() ? one : other;
        Optional<PoolLink> between = pipeline.problem().cluster().links().stream()
                .filter(link -> link.joins(from.stage().pool(), to.stage().pool()))
                .filter(link -> link.perGpu().gBps() < slower.network().perGpu().gBps()).findFirst();
        double speed = between.map(PoolLink::perGpu).orElse(slower.network().perGpu()).gBps();
        return new String[] {index + " and " + (index + 1),
                one.equals(other) ? one.name() : one.name() + ", " + other.name(), Figures.plain(speed),
                between.isPresent() ? "cluster.links" : "network of " + slower.name(),
                Figures.seconds(from.roundTrip())};
    }
}
