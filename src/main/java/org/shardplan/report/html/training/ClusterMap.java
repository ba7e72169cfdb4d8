package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Mesh;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.html.piece.NodeRow;
import org.shardplan.report.html.piece.Ranks;

/**
 * The nodes of the cluster with their GPUs in rank order: which stage each works on, which one replica of the model is,
 * and which ranks the first one talks to. What repeats is drawn once.
 */
final class ClusterMap {

    private static final int MOST_NODES = 64;
    private static final int MOST_NODES_OF_STAGE = 24;
    private static final int MOST_ROWS = 8;

    private final Mesh mesh;
    private final Ranks ranks;
    private final long nodeGpus;
    private final NodeRow nodes;

    private ClusterMap(Estimate estimate) {
        this.mesh = estimate.layout().mesh();
        this.ranks = new Ranks(mesh);
        this.nodeGpus = Math.min(estimate.pool().node().gpus(), mesh.gpus());
        this.nodes = new NodeRow(nodeGpus, mesh.tensor(), this::gpu);
    }

    static Element of(Estimate estimate) {
        return new ClusterMap(estimate).element();
    }

    private Element element() {
        if (mesh.pipeline() == 1 || mesh.ranksPerStage() % nodeGpus != 0) {
            return Element.styled("div", "cluster", nodes.of(0, mesh.gpus(), MOST_NODES));
        }
        boolean narrow = mesh.ranksPerStage() <= 2 * nodeGpus;
        return Element.styled("div", narrow ? "cluster narrow" : "cluster").holding(stages());
    }

    private List<Element> stages() {
        List<Element> rows = new ArrayList<>();
        int first = mesh.pipeline() <= MOST_ROWS ? mesh.pipeline() : MOST_ROWS - 2;
        for (int stage = 0; stage < first; stage++) {
            rows.add(stage(stage));
        }
        if (first < mesh.pipeline()) {
            rows.add(Element.styled("p", "more", new Text("… stages " + first + " to " + (mesh.pipeline() - 2)
                    + " alike")));
            rows.add(stage(mesh.pipeline() - 1));
        }
        return rows;
    }

    private Element stage(int stage) {
        long width = mesh.ranksPerStage();
        return NodeRow.labelled("stage " + stage, nodes.of(stage * width, width,
                Math.max(1, MOST_NODES_OF_STAGE / Math.min(mesh.pipeline(), MOST_ROWS))));
    }

    private Element gpu(long rank) {
        return NodeRow.gpu(ranks.peers(rank), ranks.data(rank) == 0, ranks.described(rank),
                (double) ranks.stage(rank) / mesh.pipeline());
    }
}
