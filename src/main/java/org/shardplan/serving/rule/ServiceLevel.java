package org.shardplan.serving.rule;

import java.util.OptionalDouble;
import org.shardplan.problem.ServiceLevels;
import org.shardplan.serving.estimate.ServiceTimes.Times;

/** One of the times that a service level may limit. */
public enum ServiceLevel {
    TTFT("ttft", "first token"),
    TPOT("tpot", "next token"),
    END_TO_END("end-to-end", "whole request");

    private final String rule;
    private final String what;

    ServiceLevel(String rule, String what) {
        this.rule = rule;
        this.what = what;
    }

    /** Identifier of the rule that keeps to it. */
    public String rule() {
        return rule;
    }

    /** What is waited for. */
    public String what() {
        return what;
    }

    /** Milliseconds that are allowed, if the problem limits them. */
    public OptionalDouble limit(ServiceLevels levels) {
        return switch (this) {
            case TTFT -> levels.ttftMs();
            case TPOT -> levels.tpotMs();
            case END_TO_END -> levels.endToEndMs();
        };
    }

    /** Milliseconds it takes. */
    public double milliseconds(Times times) {
        return switch (this) {
            case TTFT -> times.ttftMs();
            case TPOT -> times.tpotMs();
            case END_TO_END -> times.endToEndMs();
        };
    }
}
