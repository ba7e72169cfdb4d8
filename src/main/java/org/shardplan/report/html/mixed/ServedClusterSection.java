package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.NodeRow;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.serving.estimate.ServingEstimate;

/** The stages of a pipeline that serves on their nodes, GPUs in rank order. */
final class ServedClusterSection {

    private static final int MOST_NODES = 24;

    private final ServingEstimate estimate;
    private final List<ServedStage> stages;

    private ServedClusterSection(ServingEstimate estimate) {
        this.estimate = estimate;
        this.stages = ((Pipeline) estimate.layout()).stages();
    }

    static List<Element> of(ServingEstimate estimate) {
        return new ServedClusterSection(estimate).content();
    }

    private List<Element> content() {
        List<Element> rows = new ArrayList<>();
        int rank = 0;
        for (int first = 0; first < stages.size(); first = end(first)) {
            rows.add(row(first, rank));
            rank += (end(first) - first) * stages.get(first).tensor();
        }
        return List.of(Pieces.paragraph(Figures.count(estimate.gpus(), "GPU", "GPUs") + " in "
                + Figures.count(stages.size(), "stage", "stages") + ", one engine."),
                Element.styled("div", "cluster narrow").holding(rows), Pieces.remark(legend()));
    }

    /** The first stage behind this one that is on another pool or split otherwise. */
    private int end(int first) {
        int end = first + 1;
        while (end < stages.size() && stages.get(end).pool() == stages.get(first).pool()
                && stages.get(end).tensor() == stages.get(first).tensor()) {
            end++;
        }
        return end;
    }

    /** Stages of one kind share a node as far as whole ones fit. */
    private Element row(int first, int firstRank) {
        int tensor = stages.get(first).tensor();
        int node = Math.max(tensor, pool(first).node().gpus() / tensor * tensor);
        int gpus = (end(first) - first) * tensor;
        NodeRow nodes = new NodeRow(Math.min(node, gpus), tensor, rank -> gpu(first, firstRank, rank));
        return NodeRow.labelled(label(first), nodes.of(0, gpus, MOST_NODES));
    }

    private String label(int first) {
        int last = end(first) - 1;
        return (last == first ? "stage " + first : "stages " + first + " to " + last) + ", " + pool(first).name();
    }

    private Pool pool(int stage) {
        return estimate.problem().pool(stages.get(stage).pool());
    }

    private Element gpu(int first, int firstRank, long rank) {
        int tensor = stages.get(first).tensor();
        int stage = first + (int) (rank / tensor);
        String described = "rank " + (firstRank + rank) + ", tensor " + rank % tensor + " of " + tensor + ", stage "
                + stage + ", " + Figures.count(stages.get(stage).layers(), "layer", "layers");
        return NodeRow.gpu(rank % tensor == 0 ? Long.toString(firstRank + rank) : "", true, described,
                (double) stage / stages.size());
    }

    private String legend() {
        return "A colour for each stage, in the order in which tokens pass them; the number is the first rank of a "
                + "stage. Boxes inside a node are tensor groups. Stages are drawn one after the other; on which nodes "
                + "they stand is not decided here.";
    }
}
