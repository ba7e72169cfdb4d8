package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.MixedStage;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.NodeRow;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;

/** The stages on their nodes, GPUs in rank order. */
final class MixedClusterSection {

    private static final int MOST_NODES = 24;

    private final MixedEstimate pipeline;
    private final int data;

    private MixedClusterSection(MixedEstimate pipeline) {
        this.pipeline = pipeline;
        this.data = pipeline.layout().shared().data();
    }

    static List<Element> of(MixedEstimate pipeline) {
        return new MixedClusterSection(pipeline).content();
    }

    private List<Element> content() {
        List<Element> rows = new ArrayList<>();
        long first = 0;
        for (int index = 0; index < pipeline.stages().size(); index++) {
            rows.add(row(index, first));
            first += pipeline.gpus(pipeline.stages().get(index));
        }
        return List.of(Pieces.paragraph(summary()), Element.styled("div", "cluster narrow").holding(rows),
                Pieces.remark(legend()));
    }

    private Element row(int index, long first) {
        MixedStage stage = pipeline.layout().stages().get(index);
        Pool pool = pipeline.problem().training().pool(stage.pool());
        String label = "stage " + index + ", " + pool.name() + ", "
                + Figures.count(stage.layers(), "layer", "layers");
        NodeRow nodes = new NodeRow(pool.node().gpus(), stage.tensor(), rank -> gpu(index, first, rank));
        return NodeRow.labelled(label, nodes.of(0, pipeline.gpus(pipeline.stages().get(index)), MOST_NODES));
    }

    private Element gpu(int index, long first, long rank) {
        int tensor = pipeline.layout().stages().get(index).tensor();
        long replica = rank / tensor;
        String described = "rank " + (first + rank) + ", tensor " + rank % tensor + " of " + tensor + ", data "
                + replica + " of " + data + ", stage " + index;
        return NodeRow.gpu(rank == 0 ? Long.toString(first) : "", replica == 0, described,
                (double) index / pipeline.stages().size());
    }

    private String summary() {
        int nodes = pipeline.layout().stages().stream().mapToInt(MixedStage::nodes).sum();
        return Figures.count(pipeline.layout().gpus(), "GPU", "GPUs") + " on "
                + Figures.count(nodes, "node", "nodes") + ": "
                + (data == 1 ? "one replica of the model over all stages."
                        : Figures.count(data) + " replicas of the model, each over all stages.");
    }

    private String legend() {
        boolean splits = pipeline.layout().stages().stream().anyMatch(stage -> stage.tensor() > 1);
        return "A colour for each stage, in the order in which a micro-batch passes them. Ranks in their "
                + "order: tensor first, then data, then stages; the number is the first rank of a stage. "
                + (data > 1 ? "Strong colours are the first replica, the others are like it. " : "")
                + (splits ? "Boxes inside a node are tensor groups. " : "");
    }
}
