package org.shardplan.io.runs;

import java.util.OptionalDouble;
import org.shardplan.io.json.Numbers;
import org.shardplan.measured.ServedOutcome;
import org.shardplan.measured.ServedOutcome.Memory;
import org.shardplan.units.Bytes;

/** What a row says came out. */
record ServedOutcomeCells(RunCells cells) {

    private static final double MILLI = 1e-3;
    private static final double GIGA = 1e9;

    /**
     * The outcome.
     *
     * @param ranOut whether memory ran out
     * @param need whether the memory reported is what was needed, not what the engine reserved
     */
    ServedOutcome read(boolean ranOut, boolean need) {
        return new ServedOutcome(scaled("ttft_ms", MILLI), scaled("tpot_ms", MILLI), scaled("e2e_latency_s", 1),
                scaled("tokens_per_s_total", 1),
                new Memory(need ? scaled("peak_mem_gb", GIGA / Bytes.PER_GIB) : OptionalDouble.empty(), ranOut));
    }

    /** What is not a positive number says nothing. */
    private OptionalDouble scaled(String column, double unit) {
        OptionalDouble number = Numbers.isNumber(cells.text(column).orElse(""))
                ? cells.number(column) : OptionalDouble.empty();
        return number.isPresent() && number.getAsDouble() > 0
                ? OptionalDouble.of(number.getAsDouble() * unit) : OptionalDouble.empty();
    }
}
