package org.shardplan.io.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Sentence;

/**
 * The cells of one row by the names of their columns. What makes the row unusable is collected, so that all of it can
 * be told at once.
 */
final class RunCells {

    private static final Set<String> BLANK = Set.of("", "-", "?", "n/a", "na", "nan", "null", "unknown");
    private static final double LARGEST = 1e15;

    private final Map<String, String> cells;
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> assumptions = new ArrayList<>();

    RunCells(Map<String, String> cells) {
        this.cells = cells;
    }

    /** The cell, if there is something in it. */
    Optional<String> text(String column) {
        String cell = cells.getOrDefault(column, "");
        return BLANK.contains(cell.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of(cell);
    }

    OptionalDouble number(String column) {
        Optional<String> cell = text(column);
        if (cell.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!Numbers.isNumber(cell.get())) {
            obstacle("The " + column + " (" + Sentence.cut(cell.get()) + ") must be a number.");
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(cell.get());
        if (value < 0 || value > LARGEST) {
            obstacle("The " + column + " (" + cell.get() + ") must be at least 0 and no astronomic number.");
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value);
    }

    /** A positive integer. */
    OptionalInt whole(String column) {
        OptionalDouble number = number(column);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        double value = number.getAsDouble();
        if (value < 1 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            obstacle("The " + column + " (" + Numbers.plain(value) + ") must be an integer of at least 1.");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) value);
    }

    int required(String column) {
        OptionalInt value = whole(column);
        if (value.isEmpty() && text(column).isEmpty()) {
            obstacle("The " + column + " is not given.");
        }
        return value.orElse(1);
    }

    void obstacle(String sentence) {
        if (!obstacles.contains(sentence)) {
            obstacles.add(sentence);
        }
    }

    void assume(String sentence) {
        assumptions.add(sentence);
    }

    List<String> obstacles() {
        return obstacles;
    }

    List<String> assumptions() {
        return assumptions;
    }
}
