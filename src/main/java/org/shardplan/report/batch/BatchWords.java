package org.shardplan.report.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.batch.Outcome.Choice;
import org.shardplan.report.page.Figures;

/** Choices and values of a batch in words. */
public final class BatchWords {

    private static final List<String> FACTORS = List.of("tp", "cp", "pp", "dp", "ep", "etp");
    private static final List<String> SERVING_FACTORS = List.of("tp", "pp", "attentionDp", "ep");

    private static final String WITHOUT = "; without ";

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
        if (isFleet(choice)) {
            return fleet(choice.layout());
        }
        if (choice.layout().contains("replicas=")) {
            return servingFactors(choice);
        }
        if (choice.layout().contains(",nodes=")) {
            return mixedFactors(choice);
        }
        return choice.layout().contains(",layers=") ? servedFactors(choice) : trainingFactors(choice);
    }

    /** Whether it is a plan of several workloads. */
    static boolean isFleet(Choice choice) {
        return choice.layout().matches("(?s)[0-9]+ of [0-9]+ run: .*");
    }

    /** {@code 7 of 8 run, without chat-70b}; of many left out the first. */
    private static String fleet(String layout) {
        String standing = layout.substring(0, layout.indexOf(':'));
        int without = layout.lastIndexOf(WITHOUT);
        if (without < 0) {
            return standing;
        }
        String[] names = layout.substring(without + WITHOUT.length()).split(", ");
        return standing + ", without " + names[0] + (names.length == 1 ? ""
                : names.length == 2 ? " and " + names[1] : " and " + (names.length - 1) + " more");
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

    /** {@code pp3·dp4, layers 9+15+56}. */
    private static String mixedFactors(Choice choice) {
        List<String> layers = ofStages(choice, "layers");
        return "pp" + layers.size() + "·" + trainingFactors(choice) + ", layers " + String.join("+", layers);
    }

    /** {@code tp2 → tp4, layers 20+60}. */
    private static String servedFactors(Choice choice) {
        return ofStages(choice, "tp").stream().map(tensor -> "tp" + tensor).collect(Collectors.joining(" → "))
                + ", layers " + String.join("+", ofStages(choice, "layers"));
    }

    /** What a setting is in each stage. */
    private static List<String> ofStages(Choice choice, String setting) {
        return Stream.of(choice.layout().split("\\+"))
                .map(stage -> stage.replaceFirst(".*," + setting + "=([0-9]+).*", "$1")).toList();
    }

    private static String trainingFactors(Choice choice) {
        List<String> factors = new ArrayList<>();
        for (String decision : choice.layout().split("[,+]")) {
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
