package org.shardplan.report.html;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Pool;
import org.shardplan.report.Figures;
import org.shardplan.report.html.Table.Column;

/** The layout on the cluster: the map, and which ranks form which groups. */
final class ClusterSection {

    private final Mesh mesh;
    private final Pool pool;
    private final Table groups = new Table(Column.words("Group"), Column.number("Ranks"), Column.number("Groups"),
            Column.words("The first"), Column.words("Reach"));

    private ClusterSection(Estimate estimate) {
        this.mesh = estimate.layout().mesh();
        this.pool = estimate.pool();
    }

    static List<Element> of(Estimate estimate) {
        return new ClusterSection(estimate).content(estimate);
    }

    private List<Element> content(Estimate estimate) {
        long stage = mesh.ranksPerStage();
        group("T tensor", 1, mesh.tensor(), mesh.tensor());
        group("C context", mesh.tensor(), mesh.context(), (long) mesh.tensor() * mesh.context());
        group("D data", (long) mesh.tensor() * mesh.context(), mesh.data(), stage);
        group("P pipeline", stage, mesh.pipeline(), mesh.gpus());
        group("E expert", mesh.expertTensor(), mesh.expert(), (long) mesh.expertTensor() * mesh.expert());
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary()), ClusterMap.of(estimate),
                Pieces.remark(legend())));
        if (mesh.gpus() > 1) {
            content.add(groups.element());
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

    /** A group of ranks at equal distance; the span is where its next neighbour begins. */
    private void group(String name, long stride, int size, long span) {
        if (size > 1) {
            groups.row(name, Figures.count(size), Figures.count(mesh.gpus() / size), first(stride, size), reach(span));
        }
    }

    private static String first(long stride, int size) {
        long last = stride * (size - 1);
        if (stride == 1) {
            return "0–" + Figures.count(last);
        }
        String start = size == 2 ? "0" : "0, " + Figures.count(stride);
        return start + (size > 3 ? ", …, " : ", ") + Figures.count(last);
    }

    private String reach(long span) {
        if (span > pool.domainGpus()) {
            return "across nodes, " + Figures.plain(pool.network().perGpu().gBps()) + " GB/s per GPU";
        }
        return span <= pool.scaleUpGpus()
                ? "scale-up, " + Figures.plain(pool.gpu().links().scaleUp().gBps()) + " GB/s"
                : "inside a node, " + Figures.plain(pool.gpu().links().pcie().gBps()) + " GB/s PCIe";
    }
}
