package org.shardplan.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shardplan.rule.RuleExamples.llama;
import static org.shardplan.rule.RuleExamples.sentence;

import org.junit.jupiter.api.Test;
import org.shardplan.TestLayouts;
import org.shardplan.layout.Layout;

class TargetRulesTest {

    private static final Layout LAYOUT = TestLayouts.of(8, 4, 2);

    @Test
    void theRunCostsNoMoreThanTheBudget() {
        assertThat(sentence("budget", llama(", 'limits': {'budgetUsd': 10}"), LAYOUT)).matches(
                "The run costs \\$[1-9][\\d,]*, limits\\.budgetUsd allows \\$10\\. "
                        + "Maybe use cheaper GPUs or fewer tokens\\.");
        assertThat(sentence("budget", llama(", 'limits': {'budgetUsd': 1e9}"), LAYOUT)).isEmpty();
        assertThat(sentence("budget", llama(""), LAYOUT)).isEmpty();
    }

    @Test
    void theRunEndsWithinTheDeadline() {
        assertThat(sentence("deadline", llama(", 'limits': {'deadlineHours': 0.5}"), LAYOUT)).matches(
                "The run takes \\d+\\.\\d hours, limits\\.deadlineHours allows 0\\.5\\. Maybe use more GPUs\\.");
        assertThat(sentence("deadline", llama(", 'limits': {'deadlineHours': 5000}"), LAYOUT)).isEmpty();
        assertThat(sentence("deadline", llama(""), LAYOUT)).isEmpty();
    }

    @Test
    void theStepDoesNotWaitTooLongForCommunication() {
        assertThat(sentence("communication-share", llama(", 'limits': {'maxCommunicationPercent': 1}"), LAYOUT))
                .matches("The step waits \\d+\\.\\d % of its time for communication, limits\\.maxCommunicationPercent "
                        + "allows 1\\.0 %\\. Maybe use a smaller tp or ep\\.");
        assertThat(sentence("communication-share", llama(", 'limits': {'maxCommunicationPercent': 99}"), LAYOUT))
                .isEmpty();
        assertThat(sentence("communication-share", llama(""), LAYOUT)).isEmpty();
    }
}
