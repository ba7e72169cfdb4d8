package org.shardplan.report.html.serving;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.ReplicaGroup;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.Pool;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.GroupTable;
import org.shardplan.report.html.piece.NodeRow;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.html.piece.Ranks;
import org.shardplan.report.page.Figures;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.ServingEstimate;

/** The replicas on the cluster: a map of each group, and which GPUs of a replica form which groups. */
final class ServingClusterSection {

    private static final int MOST_NODES = 24;

    private final ServingEstimate estimate;
    private final ServingLayout layout;

    private ServingClusterSection(ServingEstimate estimate) {
        this.estimate = estimate;
        this.layout = estimate.layout();
    }

    static List<Element> of(ServingEstimate estimate) {
        return new ServingClusterSection(estimate).content();
    }

    private List<Element> content() {
        ServingWords words = new ServingWords(estimate.problem(), layout);
        List<Element> maps = new ArrayList<>();
        List<Element> tables = new ArrayList<>();
        for (int index = 0; index < layout.groups().size(); index++) {
            ReplicaGroup group = layout.groups().get(index);
            maps.add(NodeRow.labelled(words.groups().get(index), map(group)));
            if (group.replica().gpus() > 1) {
                tables.add(Element.of("h3", "Groups of GPUs, " + words.groups().get(index)));
                tables.add(new GroupTable(mesh(group), pool(group), group.count())
                        .element("D data-parallel attention"));
            }
        }
        List<Element> content = new ArrayList<>(List.of(Pieces.paragraph(summary()),
                Element.styled("div", "cluster narrow").holding(maps), Pieces.remark(legend())));
        content.addAll(tables);
        return content;
    }

    private String summary() {
        int replicas = layout.groups().stream().mapToInt(ReplicaGroup::count).sum();
        return Figures.count(layout.gpus(), "GPU", "GPUs") + " in " + Figures.count(replicas, "replica", "replicas")
                + " of the model.";
    }

    private Pool pool(ReplicaGroup group) {
        return estimate.problem().pool(group.replica().pool());
    }

    /** The GPUs of one replica; whole experts are spread over those of a stage. */
    private static Mesh mesh(ReplicaGroup group) {
        Split split = group.replica().split();
        int expertTensor = split.expert() == 1 ? 1 : Math.max(1, split.gpusPerStage() / split.expert());
        return new Mesh(group.replica().pool(), split.tensor(), split.pipeline(), split.attentionData(), 1,
                split.expert(), expertTensor);
    }

    /** Small replicas share a node as far as whole ones fit. */
    private Element map(ReplicaGroup group) {
        int node = pool(group).node().gpus();
        int replica = group.replica().gpus();
        int used = replica < node ? node / replica * replica : node;
        Ranks ranks = new Ranks(mesh(group));
        return new NodeRow(Math.min(used, group.gpus()), replica, rank -> gpu(rank, ranks))
                .of(0, group.gpus(), MOST_NODES);
    }

    private static Element gpu(long rank, Ranks ranks) {
        long replica = rank / ranks.mesh().gpus();
        long own = rank % ranks.mesh().gpus();
        return NodeRow.gpu(replica == 0 ? ranks.peers(own) : "", replica == 0,
                "replica " + replica + ", " + ranks.described(own),
                (double) ranks.stage(own) / ranks.mesh().pipeline());
    }

    private String legend() {
        boolean staged = layout.groups().stream().anyMatch(group -> group.replica().split().pipeline() > 1);
        boolean several = layout.groups().stream().anyMatch(group -> group.count() > 1);
        boolean split = layout.groups().stream().anyMatch(group -> group.replica().gpus() > 1);
        return (split ? "Boxes inside a node are replicas, their GPUs in the order of their ranks. " : "")
                + (staged ? "A colour for each pipeline stage. " : "")
                + (several ? "Strong colours are the first replica, the others are like it. " : "")
                + (split ? "Letters mark the ranks in the groups of rank 0. " : "")
                + (layout instanceof ServingLayout.Disaggregated
                        ? "Keys and values move from prompts to answers over the network. " : "")
                + "Replicas are drawn one after the other; on which nodes they stand is not decided here.";
    }
}
