package org.shardplan.report.html.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Chart.Limit;
import org.shardplan.report.html.element.Chart.Piece;
import org.shardplan.report.html.element.Chart.Row;
import org.shardplan.report.html.element.Chart.Series;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.report.serving.ServingMemoryPart;
import org.shardplan.report.words.ServingWords;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.estimate.ServingEstimate;

/** The memory of a GPU of every group of replicas against what there is. */
public final class ServingMemorySection {

    private static final double VISIBLE_GIB = 0.05;

    private final List<GroupEstimate> groups;
    private final List<ServingMemoryPart> parts;

    private ServingMemorySection(List<GroupEstimate> groups) {
        this.groups = groups;
        this.parts = Stream.of(ServingMemoryPart.values()).filter(part -> groups.stream()
                .anyMatch(group -> part.gib(group) > VISIBLE_GIB)).toList();
    }

    static List<Element> of(ServingEstimate estimate) {
        ServingMemorySection section = new ServingMemorySection(estimate.groups());
        return section.content("group of replicas",
                new ServingWords(estimate.problem(), estimate.layout()).groups(), section.limits());
    }

    /** The stages of a pipeline under these names; a bar ends where the memory of its GPUs does, if the stage fits. */
    public static List<Element> ofStages(List<GroupEstimate> stages, List<String> names) {
        return new ServingMemorySection(stages).content("stage", names, List.of());
    }

    private List<Element> content(String what, List<String> names, List<Limit> limits) {
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            rows.add(row(names.get(index), groups.get(index)));
        }
        List<Series> series = parts.stream().map(part -> new Series(part.label(), colour(part))).toList();
        return List.of(new Chart("GiB on a GPU of each " + what + ", by part.", "GiB per GPU", series, rows,
                limits).element(),
                Pieces.remark("In use are keys and values of the sequences that run on average. Kept free is what the "
                        + "engine leaves to others and what the problem reserves."));
    }

    private List<Limit> limits() {
        return groups.stream().map(group -> group.memory().usable().gib()).distinct()
                .map(usable -> new Limit(usable, Figures.gib(usable) + " GiB usable")).toList();
    }

    private Row row(String label, GroupEstimate group) {
        List<Piece> pieces = parts.stream().map(part -> new Piece(part.gib(group), Figures.gib(part.gib(group))))
                .toList();
        return new Row(label, pieces, Figures.gib(pieces.stream().mapToDouble(Piece::value).sum()));
    }

    private static int colour(ServingMemoryPart part) {
        return switch (part) {
            case WEIGHTS -> 0;
            case WORKSPACE -> 4;
            case IN_USE -> 6;
            case FREE -> 10;
            case KEPT_FREE -> 11;
        };
    }
}
