package org.shardplan.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.batch.Outcome.Solved;

/**
 * The best case for each combination of the ordered fields, whatever the other fields and files: along budgets, the
 * best
 * of all GPU types. Neighbours with different winners are break points.
 */
final class Winners {

    private final Grid grid;
    private final Map<Choice, Choice> choices = new HashMap<>();
    private final Map<Integer, Winner> byCell = new HashMap<>();
    private final List<Integer> ordered = new ArrayList<>();

    Winners(Grid grid) {
        this.grid = grid;
        for (int axis = 0; axis < grid.axes().size(); axis++) {
            if (grid.axes().get(axis).isOrdered()) {
                ordered.add(axis);
            }
        }
    }

    /** A layout and how good it is. */
    private record Winner(double loss, Choice choice) {
    }

    void offer(CaseRow row) {
        if (!ordered.isEmpty()) {
            row.solved().ifPresent(solved -> offer(cell(row.combination()), solved));
        }
    }

    private void offer(int cell, Solved solved) {
        Winner winner = byCell.get(cell);
        if (winner == null || solved.loss() < winner.loss()) {
            Choice choice = choices.computeIfAbsent(solved.choice(), same -> same);
            byCell.put(cell, new Winner(solved.loss(), choice));
        }
    }

    List<BreakPoint> breakPoints() {
        List<BreakPoint> points = new ArrayList<>();
        for (int axis : ordered) {
            for (int combination = 0; combination < grid.size(); combination++) {
                if (cell(combination) == combination && grid.indices(combination)[axis] > 0) {
                    compare(axis, combination, points);
                }
            }
        }
        return points;
    }

    private void compare(int axis, int cell, List<BreakPoint> points) {
        int previous = cell - stride(axis);
        Optional<Choice> before = Optional.ofNullable(byCell.get(previous)).map(Winner::choice);
        Optional<Choice> after = Optional.ofNullable(byCell.get(cell)).map(Winner::choice);
        if (!before.equals(after)) {
            points.add(new BreakPoint(axis, cell, grid.indices(previous)[axis], before, after));
        }
    }

    /** The combination with the first value of every field that has no order. */
    private int cell(int combination) {
        int[] indices = grid.indices(combination);
        int cell = 0;
        for (int axis : ordered) {
            cell += indices[axis] * stride(axis);
        }
        return cell;
    }

    private int stride(int axis) {
        int stride = 1;
        for (int faster = axis + 1; faster < grid.axes().size(); faster++) {
            stride *= grid.axes().get(faster).size();
        }
        return stride;
    }
}
