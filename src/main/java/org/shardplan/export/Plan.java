package org.shardplan.export;

import org.shardplan.problem.Question;

/** What is to be launched: a question and its answer. */
public sealed interface Plan permits TrainingPlan, ServingPlan, MixedPlan, FleetPlan {

    Question problem();
}
