package org.shardplan.report;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.batch.Outcome.Choice;

/** Choices and values of a batch in words. */
public final class BatchWords {

    private static final List<String> FACTORS = List.of("tp", "cp", "pp", "dp", "ep", "etp");

    private BatchWords() {
    }

    /** {@code 64 × H100-SXM-80 tp8·pp4·dp2}. */
    public static String of(Choice choice) {
        return gpus(choice) + " " + factors(choice);
    }

    static String gpus(Choice choice) {
        return Figures.count(choice.gpus()) + " × " + choice.pool();
    }

    static String factors(Choice choice) {
        List<String> factors = new ArrayList<>();
        for (String decision : choice.layout().split(",")) {
            String[] parts = decision.split("=");
            if (FACTORS.contains(parts[0]) && !parts[1].equals("1")) {
                factors.add(parts[0] + parts[1]);
            }
        }
        return String.join("·", factors);
    }

    /** All digits that matter, thousands apart. */
    static String number(double value) {
        return value == Math.rint(value) ? Figures.format("%,.0f", value)
                : Math.abs(value) >= 1000 ? Figures.format("%,.1f", value) : Double.toString(value);
    }
}
