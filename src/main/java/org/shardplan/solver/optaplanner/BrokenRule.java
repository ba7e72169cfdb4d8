package org.shardplan.solver.optaplanner;

import org.optaplanner.core.api.score.stream.ConstraintJustification;
import org.shardplan.rule.Violation;

/** Why a constraint of a rule matched: the violation with its numbers. */
record BrokenRule(Violation violation) implements ConstraintJustification {
}
