package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.GroupTable;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;

/** The layout on the cluster: the map, and which ranks form which groups. */
final class ClusterSection {

    private final Mesh mesh;
    private final Pool pool;

    private ClusterSection(Estimate estimate) {
        this.mesh = estimate.layout().mesh();
        this.pool = estimate.pool();
    }

    static List<Element> of(Estimate estimate) {
        return new ClusterSection(estimate).content(estimate);
    }

    private List<Element> content(Estimate estimate) {
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary()), ClusterMap.of(estimate),
                Pieces.remark(legend())));
        if (mesh.gpus() > 1) {
            content.add(new GroupTable(mesh, pool, 1).element("D data"));
        }
        return content;
    }

    private String summary() {
        long replica = mesh.gpus() / mesh.data();
        long nodes = (mesh.gpus() + pool.node().gpus() - 1) / pool.node().gpus();
        return Figures.count(mesh.gpus(), "GPU", "GPUs") + " on " + Figures.count(nodes, "node", "nodes") + ": "
                + (mesh.data() == 1 ? "one replica of the model over all of them."
                : Figures.count(mesh.data()) + " replicas of the model, each over "
                        + Figures.count(replica, "GPU.", "GPUs."));
    }

    private String legend() {
        return "Ranks in their order: tensor first, then context, data, pipeline. "
                + (mesh.pipeline() > 1 ? "A colour for each pipeline stage. " : "")
                + (mesh.data() > 1 ? "Strong colours are the first replica, the others are like it. " : "")
                + (mesh.tensor() > 1 ? "Boxes inside a node are tensor groups. " : "")
                + (mesh.gpus() > 1 ? "Letters mark the ranks in the groups of rank 0." : "");
    }
}
