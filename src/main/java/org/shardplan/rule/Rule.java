package org.shardplan.rule;

import java.util.Optional;

/**
 * One rule.
 *
 * @param <C> what it judges
 * @param id short name that solution files and reports use
 * @param level why it is there
 * @param scope how much of a layout it reads
 * @param sentence what it demands, for people
 * @param check the test itself
 */
public record Rule<C>(String id, Level level, Scope scope, String sentence, Check<C> check) {

    /**
     * Tests a layout and answers with the numbers if it fails.
     *
     * @param <C> what it tests
     */
    @FunctionalInterface
    public interface Check<C> {

        Optional<Finding> find(C candidate);
    }

    /**
     * What a check found.
     *
     * @param needed what the layout needs or has chosen
     * @param available what there is or what would be right
     * @param unit unit of both
     * @param sentence one sentence with the numbers, and advice
     */
    public record Finding(double needed, double available, String unit, Sentence sentence) {
    }

    public Optional<Violation> violation(C candidate) {
        return check.find(candidate).map(this::violation);
    }

    public boolean isBrokenBy(C candidate) {
        return check.find(candidate).isPresent();
    }

    private Violation violation(Finding finding) {
        return new Violation(id, level, finding.needed(), finding.available(), finding.unit(), finding.sentence());
    }
}
