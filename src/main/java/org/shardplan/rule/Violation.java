package org.shardplan.rule;

/**
 * A rule that a layout breaks, with its numbers.
 *
 * @param rule identifier of the rule
 * @param level why the rule is there
 * @param needed what the layout needs or has chosen
 * @param available what there is or what would be right
 * @param unit unit of both, may be empty
 * @param sentence one sentence with the numbers, and advice
 */
public record Violation(String rule, Level level, double needed, double available, String unit, Sentence sentence) {

    private static final double NEARLY_NOTHING = 1e-9;

    public String message() {
        return sentence.text();
    }

    /** The same, said of a part of the layout. */
    public Violation of(String part) {
        return new Violation(rule, level, needed, available, unit, sentence.of(part));
    }

    /** How far off the layout is: the ratio of needed to available less 1, or of available to needed, never negative. */
    public double excess() {
        double high = Math.max(Math.abs(needed), Math.abs(available));
        double low = Math.max(Math.min(Math.abs(needed), Math.abs(available)), NEARLY_NOTHING);
        return Math.min(high / low - 1, 1e6);
    }
}
