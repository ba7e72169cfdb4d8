package org.shardplan.report.html.mixed;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.mixed.planner.StageEstimate;
import org.shardplan.report.html.element.Chart;
import org.shardplan.report.html.element.Chart.Piece;
import org.shardplan.report.html.element.Chart.Row;
import org.shardplan.report.html.element.Chart.Series;
import org.shardplan.report.html.element.Element;
import org.shardplan.report.html.piece.MemoryPieces;
import org.shardplan.report.html.piece.Pieces;
import org.shardplan.report.page.Figures;
import org.shardplan.rule.CapacityRules;
import org.shardplan.units.Bytes;

/** The memory of every stage; a bar ends where the memory of its GPUs does, unless the stage does not fit. */
final class MixedMemorySection {

    private static final int FREE = 13;
    private static final int RESERVE = 14;

    private final MixedEstimate pipeline;
    private final MemoryPieces parts;

    private MixedMemorySection(MixedEstimate pipeline) {
        this.pipeline = pipeline;
        this.parts = MemoryPieces.of(pipeline.stages().stream().map(StageEstimate::memory).toList());
    }

    static List<Element> of(MixedEstimate pipeline) {
        return new MixedMemorySection(pipeline).content();
    }

    private List<Element> content() {
        List<Series> series = new ArrayList<>(parts.series());
        series.add(new Series("free", FREE));
        series.add(new Series("reserve", RESERVE));
        List<Row> rows = pipeline.stages().stream().map(this::row).toList();
        return List.of(new Chart("GiB on the fullest GPU of each stage, by part.", "GiB per GPU", series, rows,
                List.of()).element(), Pieces.remark("A bar ends where the memory of a GPU of its pool does, unless the "
                + "stage needs more. In front: micro-batches a stage holds until their gradients come back, so the "
                + "first stages hold most."));
    }

    private Row row(StageEstimate stage) {
        List<Piece> pieces = new ArrayList<>(parts.pieces(stage.memory()));
        double free = pipeline.freeBytes(stage) / Bytes.PER_GIB;
        double reserve = CapacityRules.reserveBytes(pipeline.problem().training(), pipeline.pool(stage))
                / Bytes.PER_GIB;
        double usable = pipeline.pool(stage).gpu().memory().usable().gib();
        pieces.add(piece(Math.max(0, free)));
        pieces.add(piece(Math.max(0, Math.min(reserve, reserve + free))));
        return new Row("stage " + stage.memory().stage() + ", " + pipeline.pool(stage).name(), pieces,
                Figures.gib(stage.memory().totalGib()) + " of " + Figures.gib(usable));
    }

    private static Piece piece(double gib) {
        return new Piece(gib, Figures.gib(gib));
    }
}
