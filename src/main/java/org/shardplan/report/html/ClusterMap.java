package org.shardplan.report.html;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.layout.Mesh;
import org.shardplan.report.Figures;

/**
 * The nodes of the cluster with their GPUs in rank order: which stage each works on, which one replica of the model is,
 * and which ranks the first one talks to. What repeats is drawn once.
 */
final class ClusterMap {

    private static final int MOST_NODES = 64;
    private static final int MOST_NODES_OF_STAGE = 24;
    private static final int MOST_ROWS = 8;
    private static final int MOST_GPUS = 72;
    /** From blue through red to orange: letters are readable on all of them. */
    private static final int FIRST_HUE = 210;
    private static final int HUES = 180;

    private final Mesh mesh;
    private final Ranks ranks;
    private final long nodeGpus;

    private ClusterMap(Estimate estimate) {
        this.mesh = estimate.layout().mesh();
        this.ranks = new Ranks(mesh);
        this.nodeGpus = Math.min(estimate.pool().node().gpus(), mesh.gpus());
    }

    static Element of(Estimate estimate) {
        return new ClusterMap(estimate).element();
    }

    private Element element() {
        if (mesh.pipeline() == 1 || mesh.ranksPerStage() % nodeGpus != 0) {
            return Element.styled("div", "cluster", row("", 0, mesh.gpus(), MOST_NODES));
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
        return row("stage " + stage, stage * width, width,
                Math.max(1, MOST_NODES_OF_STAGE / Math.min(mesh.pipeline(), MOST_ROWS)));
    }

    /** Nodes that hold consecutive ranks. */
    private Element row(String label, long firstRank, long size, int mostNodes) {
        List<Element> nodes = new ArrayList<>();
        long count = (size + nodeGpus - 1) / nodeGpus;
        for (long node = 0; node < Math.min(count, mostNodes); node++) {
            nodes.add(node(firstRank + node * nodeGpus, firstRank + size));
        }
        if (count > mostNodes) {
            nodes.add(Element.styled("span", "more", new Text("+ " + Figures.count(count - mostNodes)
                    + " nodes alike")));
        }
        Element drawn = Element.styled("div", "nodes").holding(nodes);
        return label.isEmpty() ? drawn
                : Element.styled("div", "stage", Element.styled("span", "label", new Text(label)), drawn);
    }

    private Element node(long firstRank, long end) {
        List<Element> groups = new ArrayList<>();
        long last = Math.min(Math.min(firstRank + nodeGpus, end), firstRank + MOST_GPUS);
        for (long rank = firstRank; rank < last; ) {
            long groupEnd = Math.min(last, (rank / mesh.tensor() + 1) * mesh.tensor());
            groups.add(group(rank, groupEnd));
            rank = groupEnd;
        }
        if (last < Math.min(firstRank + nodeGpus, end)) {
            groups.add(Element.styled("span", "more", new Text("+ " + (nodeGpus - MOST_GPUS) + " GPUs")));
        }
        return Element.styled("div", "node").with("style", "--columns:" + columns(nodeGpus))
                .with("title", "node " + firstRank / nodeGpus).holding(groups);
    }

    /** GPUs of one tensor-parallel group inside a node. */
    private Element group(long first, long end) {
        List<Element> gpus = new ArrayList<>();
        for (long rank = first; rank < end; rank++) {
            gpus.add(gpu(rank));
        }
        String style = mesh.tensor() == 1 ? "group" : "group tensor";
        return Element.styled("div", style).with("style", "--columns:" + Math.min(columns(nodeGpus), end - first))
                .holding(gpus);
    }

    private static long columns(long gpus) {
        return gpus <= 4 ? gpus : gpus <= 16 ? (gpus + 1) / 2 : 9;
    }

    private Element gpu(long rank) {
        boolean first = ranks.data(rank) == 0;
        long hue = FIRST_HUE + HUES * ranks.stage(rank) / mesh.pipeline();
        return Element.styled("span", first ? "gpu first" : "gpu", new Text(ranks.peers(rank)))
                .with("style", "--h:" + hue % 360).with("title", ranks.described(rank));
    }
}
