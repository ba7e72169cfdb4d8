package org.shardplan.report.html.piece;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.element.Text;
import org.shardplan.report.page.Figures;

/**
 * Nodes beside each other with their GPUs in rank order. What repeats is drawn once.
 *
 * @param nodeGpus GPUs of a node
 * @param boxGpus neighbours that stand in a box together
 * @param gpu draws the GPU of a rank
 */
public record NodeRow(long nodeGpus, long boxGpus, LongFunction<Element> gpu) {

    private static final int MOST_GPUS = 72;
    /** From blue through red to orange: letters are readable on all of them. */
    private static final int FIRST_HUE = 210;
    private static final int HUES = 180;

    /** Nodes with what they are in front of them. */
    public static Element labelled(String label, Element nodes) {
        return Element.styled("div", "stage", Element.styled("span", "label", new Text(label)), nodes);
    }

    /**
     * One GPU.
     *
     * @param letters what stands on it
     * @param first whether it belongs to the first of what is alike
     * @param described what it is, in words
     * @param hue its colour, from 0 to below 1
     */
    public static Element gpu(String letters, boolean first, String described, double hue) {
        return Element.styled("span", first ? "gpu first" : "gpu", new Text(letters))
                .with("style", "--h:" + (int) (FIRST_HUE + HUES * hue) % 360).with("title", described);
    }

    /** Nodes that hold consecutive ranks. */
    public Element of(long firstRank, long size, int mostNodes) {
        List<Element> nodes = new ArrayList<>();
        long count = (size + nodeGpus - 1) / nodeGpus;
        for (long node = 0; node < Math.min(count, mostNodes); node++) {
            nodes.add(node(firstRank + node * nodeGpus, firstRank + size));
        }
        if (count > mostNodes) {
            nodes.add(Element.styled("span", "more", new Text("+ "
                    + Figures.count(count - mostNodes, "node", "nodes") + " alike")));
        }
        return Element.styled("div", "nodes").holding(nodes);
    }

    private Element node(long firstRank, long end) {
        List<Element> boxes = new ArrayList<>();
        long last = Math.min(Math.min(firstRank + nodeGpus, end), firstRank + MOST_GPUS);
        for (long rank = firstRank; rank < last; ) {
            long boxEnd = Math.min(last, (rank / boxGpus + 1) * boxGpus);
            boxes.add(box(rank, boxEnd));
            rank = boxEnd;
        }
        if (last < Math.min(firstRank + nodeGpus, end)) {
            boxes.add(Element.styled("span", "more", new Text("+ " + (nodeGpus - MOST_GPUS) + " GPUs")));
        }
        return Element.styled("div", "node").with("style", "--columns:" + columns(nodeGpus))
                .with("title", "node " + firstRank / nodeGpus).holding(boxes);
    }

    /** GPUs of one box inside a node. */
    private Element box(long first, long end) {
        List<Element> gpus = new ArrayList<>();
        for (long rank = first; rank < end; rank++) {
            gpus.add(gpu.apply(rank));
        }
        String style = boxGpus == 1 ? "group" : "group tensor";
        return Element.styled("div", style).with("style", "--columns:" + Math.min(columns(nodeGpus), end - first))
                .holding(gpus);
    }

    private static long columns(long gpus) {
        return gpus <= 4 ? gpus : gpus <= 16 ? (gpus + 1) / 2 : 9;
    }
}
