package org.shardplan.report;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.batch.Outcome.Choice;

/** Choices and values of a batch in words. */
public final class BatchWords {

    private static final List<String> FACTORS = List.of("tp", "cp", "pp", "dp", "ep", "etp");
    private static final List<String> SERVING_FACTORS = List.of("tp", "pp", "attentionDp", "ep");

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
        return choice.layout().contains("replicas=") ? servingFactors(choice) : trainingFactors(choice);
    }

    /** {@code 2×tp4+1×tp2}, prompts before answers where they are apart. */
    private static String servingFactors(Choice choice) {
        List<String> groups = new ArrayList<>();
        List<String> degrees = new ArrayList<>();
        for (String decision : choice.layout().split("[,+]")) {
            String[] parts = decision.substring(decision.indexOf('.') + 1).split("=");
            if (SERVING_FACTORS.contains(parts[0])) {
                degrees.add(parts[0] + parts[1]);
            } else if (parts[0].equals("replicas")) {
                groups.add(parts[1] + "×" + String.join("·", degrees));
                degrees.clear();
            }
        }
        return String.join(choice.layout().contains("prefill.") ? " → " : " + ", groups);
    }

    private static String trainingFactors(Choice choice) {
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
