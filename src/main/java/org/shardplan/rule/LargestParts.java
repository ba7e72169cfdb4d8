package org.shardplan.rule;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.memory.MemoryBreakdown;
import org.shardplan.memory.MemoryPart;

/** The parts of memory that weigh most, as text such as "optimizer 91.2, weights 15.2". */
record LargestParts(MemoryBreakdown memory) {

    private static final int SHOWN = 4;

    @Override
    public String toString() {
        return Stream.of(MemoryPart.values())
                .filter(part -> memory.bytes(part) > 0)
                .sorted(Comparator.comparingDouble(memory::bytes).reversed())
                .limit(SHOWN)
                .map(part -> String.format(Locale.ROOT, "%s %.1f", part.label(), memory.gib(part)))
                .collect(Collectors.joining(", "));
    }
}
