package org.shardplan.report.training;

import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.memory.MemoryTerm;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.units.Bytes;

/** How the memory of the fullest stage comes about: each formula with its numbers, and where it comes from. */
final class MemoryFormulas {

    private static final double VISIBLE_GIB = 0.05;

    private MemoryFormulas() {
    }

    static void write(List<MemoryTerm> terms, Page page) {
        List<MemoryTerm> visible =
                terms.stream().filter(term -> term.bytes() > VISIBLE_GIB * Bytes.PER_GIB).toList();
        page.blank();
        for (MemoryTerm term : visible) {
            page.words("", Figures.gib(term.bytes() / Bytes.PER_GIB) + " GiB " + term.part().label() + " = "
                    + term.formula());
        }
        page.words("", visible.stream().map(MemoryTerm::source).distinct()
                .collect(Collectors.joining("; ", "Source: ", ".")));
    }
}
