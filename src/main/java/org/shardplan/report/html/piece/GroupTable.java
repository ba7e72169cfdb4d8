package org.shardplan.report.html.piece;

import org.shardplan.layout.Mesh;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Table;
import org.shardplan.report.html.element.Table.Column;
import org.shardplan.report.page.Figures;

/** Which ranks form which groups, and how far they reach. */
public final class GroupTable {

    private final Mesh mesh;
    private final Pool pool;
    private final long copies;
    private final Table groups = new Table(Column.words("Group"), Column.number("Ranks"), Column.number("Groups"),
            Column.words("The first"), Column.words("Reach"));

    /**
     * The groups of meshes.
     *
     * @param mesh one mesh
     * @param pool the GPUs it is on
     * @param copies how many there are of it
     */
    public GroupTable(Mesh mesh, Pool pool, long copies) {
        this.mesh = mesh;
        this.pool = pool;
        this.copies = copies;
    }

    /** A row for each kind of group; what the data dimension is called differs. */
    public Element element(String data) {
        long stage = mesh.ranksPerStage();
        group("T tensor", 1, mesh.tensor(), mesh.tensor());
        group("C context", mesh.tensor(), mesh.context(), (long) mesh.tensor() * mesh.context());
        group(data, (long) mesh.tensor() * mesh.context(), mesh.data(), stage);
        group("P pipeline", stage, mesh.pipeline(), mesh.gpus());
        group("E expert", mesh.expertTensor(), mesh.expert(), (long) mesh.expertTensor() * mesh.expert());
        return groups.element();
    }

    /** A group of ranks at equal distance; the span is where its next neighbour begins. */
    private void group(String name, long stride, int size, long span) {
        if (size > 1) {
            groups.row(name, Figures.count(size), Figures.count(copies * mesh.gpus() / size), first(stride, size),
                    reach(span));
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
