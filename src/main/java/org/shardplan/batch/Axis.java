package org.shardplan.batch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A field that takes one value after the other.
 *
 * @param path the way to it from the root of a problem file, with dots: {@code cluster.pools.0.count}
 * @param values its values in JSON
 */
public record Axis(String path, List<String> values) {

    public Axis {
        values = List.copyOf(values);
    }

    public int size() {
        return values.size();
    }

    /** The last step of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** A value as people write it: strings without quotes. */
    public String shown(int index) {
        String value = values.get(index);
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The value of a number. */
    public OptionalDouble number(int index) {
        char first = values.get(index).charAt(0);
        return first == '-' || Character.isDigit(first)
                ? OptionalDouble.of(Double.parseDouble(values.get(index)))
                : OptionalDouble.empty();
    }

    /** Whether the values are numbers that only grow or only fall, so that something can change from one on. */
    public boolean isOrdered() {
        double direction = 0;
        for (int index = 0; index < values.size(); index++) {
            if (number(index).isEmpty()) {
                return false;
            }
            double step = index == 0 ? 0 : number(index).getAsDouble() - number(index - 1).getAsDouble();
            if (index > 0 && (step == 0 || step * direction < 0)) {
                return false;
            }
            direction = step;
        }
        return values.size() > 1;
    }
}
