package org.shardplan.batch;

import java.util.ArrayList;
import java.util.List;

/** Every combination of the values of some fields; those of the last field change fastest. */
public record Grid(List<Axis> axes) {

    public Grid {
        axes = List.copyOf(axes);
    }

    /** Number of combinations, 1 without fields. */
    public long size() {
        long size = 1;
        for (Axis axis : axes) {
            size = Math.multiplyExact(size, axis.size());
        }
        return size;
    }

    /** Which value each field has in a combination. */
    public int[] indices(int combination) {
        int[] indices = new int[axes.size()];
        int rest = combination;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            indices[axis] = rest % axes.get(axis).size();
            rest /= axes.get(axis).size();
        }
        return indices;
    }

    /** The values of a combination in JSON. */
    public List<String> values(int combination) {
        int[] indices = indices(combination);
        List<String> values = new ArrayList<>();
        for (int axis = 0; axis < indices.length; axis++) {
            values.add(axes.get(axis).values().get(indices[axis]));
        }
        return values;
    }

    /** The values of a combination as people write them. */
    public List<String> shown(int combination) {
        int[] indices = indices(combination);
        List<String> shown = new ArrayList<>();
        for (int axis = 0; axis < indices.length; axis++) {
            shown.add(axes.get(axis).shown(indices[axis]));
        }
        return shown;
    }
}
