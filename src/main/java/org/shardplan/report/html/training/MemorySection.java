package org.shardplan.report.html.training;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.estimate.Estimate;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.pipeline.Stage;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Chart.Limit;
import org.shardplan.report.html.element.Chart.Row;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.MemoryPieces;
import org.shardplan.report.page.Figures;
import org.shardplan.rule.CapacityRules;
import org.shardplan.units.Bytes;

/** The memory of every pipeline stage against what there is. */
final class MemorySection {

    /** Above so many, stages that hold the same share a bar. */
    private static final int MOST_STAGES = 16;

    private final Estimate estimate;
    private final LayoutEstimator estimator;
    private final MemoryPieces pieces;

    private MemorySection(Estimate estimate) {
        this.estimate = estimate;
        this.estimator = new LayoutEstimator(estimate.problem());
        this.pieces = MemoryPieces.of(List.of(estimate.memory()));
    }

    static List<Element> of(Estimate estimate) {
        return new MemorySection(estimate).content();
    }

    private List<Element> content() {
        double usable = estimate.pool().gpu().memory().usable().gib();
        double available = CapacityRules.availableBytes(estimate.problem(), estimate.pool()) / Bytes.PER_GIB;
        List<Limit> limits = List.of(
                new Limit(available, Figures.gib(available) + " GiB a layout may use"),
                new Limit(usable, Figures.gib(usable) + " GiB usable, the reserve included"));
        List<Row> rows = rows();
        String fullest = "The fullest GPU needs " + Figures.gib(estimate.memory().totalGib()) + " GiB of "
                + Figures.gib(usable) + " GiB.";
        return List.of(new Chart("GiB on a GPU of each pipeline stage, by part. " + fullest, "GiB per GPU",
                pieces.series(), rows, limits).element());
    }

    private List<Row> rows() {
        List<Stage> each = estimator.stages(estimate.layout());
        List<Stage> shown = each.size() <= MOST_STAGES ? each : estimator.split(estimate.layout()).stages();
        List<Row> rows = new ArrayList<>();
        for (Stage stage : shown) {
            rows.add(row(label(stage, each.size()), estimator.memory(estimate.layout(), stage)));
        }
        return rows;
    }

    private static String label(Stage stage, int stages) {
        String label = stages == 1 ? "every GPU" : "stage " + stage.index();
        return stage.copies() == 1 ? label : label + " and " + (stage.copies() - 1) + " alike";
    }

    private Row row(String label, MemoryBreakdown memory) {
        return new Row(label, pieces.pieces(memory), Figures.gib(memory.totalGib()));
    }
}
