package org.shardplan.solver.optaplanner;

import org.optaplanner.core.api.score.stream.ConstraintJustification;
import org.shardplan.estimate.Score;

/** Why the objective's constraint has its weight: the score before it was rounded. */
record ObjectiveReached(Score score) implements ConstraintJustification {
}
