package org.shardplan.report.html.piece;

import java.util.List;
import java.util.stream.Stream;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.MemoryPart;
import org.shardplan.report.html.element.Chart.Piece;
import org.shardplan.report.html.element.Chart.Series;
import org.shardplan.report.page.Figures;

/**
 * Parts of memory as pieces of bars.
 *
 * @param parts those that show
 */
public record MemoryPieces(List<MemoryPart> parts) {

    private static final double VISIBLE_GIB = 0.05;

    /** Parts that show in any of these. */
    public static MemoryPieces of(List<MemoryBreakdown> memory) {
        return new MemoryPieces(Stream.of(MemoryPart.values())
                .filter(part -> memory.stream().anyMatch(each -> each.gib(part) > VISIBLE_GIB)).toList());
    }

    public List<Series> series() {
        return parts.stream().map(part -> new Series(part.label(), colour(part))).toList();
    }

    public List<Piece> pieces(MemoryBreakdown memory) {
        return parts.stream().map(part -> new Piece(memory.gib(part), Figures.gib(memory.gib(part)))).toList();
    }

    private static int colour(MemoryPart part) {
        return switch (part) {
            case WEIGHTS -> 0;
            case GRADIENTS -> 1;
            case OPTIMIZER -> 12;
            case ACTIVATIONS -> 6;
            case WORKSPACE -> 4;
            case BUFFERS -> 10;
            case FRAMEWORK -> 5;
            case FRAGMENTATION -> 11;
        };
    }
}
