package org.shardplan.io.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.shardplan.io.json.Choice;
import org.shardplan.io.json.Fields;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Objective;
import org.shardplan.problem.Pool;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Question;
import org.shardplan.problem.ServingProblem;

/**
 * Reads whether a model runs on one pool or as one pipeline over several, and sees to it that nothing is asked of a
 * mixed pipeline that none can answer.
 *
 * @param fields the top level of the file
 * @param limits its limits
 * @param allow its choices
 */
record MixedFields(Fields fields, Fields limits, Fields allow) {

    /** What the field must do where it has no place. */
    static final String DEMAND = "come with one model";

    private static final String LAYOUT = "layout";
    private static final String MIXED = "mixed-pipeline";
    private static final Choice<String> LAYOUTS = Choice.of(List.of("one-pool", MIXED));
    private static final List<Objective> OBJECTIVES =
            List.of(Objective.STEP_TIME, Objective.TIME_TO_TRAIN, Objective.THROUGHPUT);
    private static final List<String> OTHER_LIMITS = List.of("maxGpus", "spareGpusPercent", "powerKw", "budgetUsd",
            "memoryUsePercent", "modelGrowth", "maxCommunicationPercent");
    private static final List<String> OTHER_CHOICES =
            List.of("gpus", "pp", "cp", "etp", "schedule", "interleave", "offload");
    static final String ONE_POOL_ONLY = "come with layout one-pool: mixed pipelines do not know it";
    private static final int MOST_NODES = 64;
    private static final String UNMEASURED = "No run of a mixed pipeline was measured: a stage is taken to be as fast "
            + "as in a pipeline of its own kind, a link as fast as the slower of its two stages would find it.";
    private static final String SHAPE = "Stages take whole nodes of one pool and have the same dp; 1F1B, ZeRO-0 or 1, "
            + "sequence parallelism wherever tp splits.";
    private static final String EXPERTS = "Experts stay inside a stage: each is whole and on one of ep GPUs, as many "
            + "in all stages.";

    /** The question as it was read, or over several pools. */
    Question read(Question question) {
        boolean isMixed = fields.optional(LAYOUT, LAYOUTS, LAYOUTS.standIn()).equals(MIXED);
        if (!isMixed) {
            if (!question.cluster().links().isEmpty()) {
                fields.reject("cluster", "have no links unless the layout is " + MIXED, "");
            }
            return question;
        }
        if (question instanceof ServingProblem serving) {
            return new MixedServingFields(fields, allow).read(serving);
        }
        Problem training = (Problem) question;
        check(training);
        MixedProblem mixed = new MixedProblem(training);
        int nodes = IntStream.range(0, training.cluster().pools().size()).map(mixed::nodes).sum();
        if (fields.isSound() && (nodes < 2 || nodes > MOST_NODES)) {
            fields.reject("cluster", "have 2 to " + MOST_NODES + " nodes for a mixed pipeline, it has " + nodes, "");
        }
        return assuming(training);
    }

    private void check(Problem training) {
        limits.rejectAny(OTHER_LIMITS, ONE_POOL_ONLY);
        allow.rejectAny(OTHER_CHOICES, ONE_POOL_ONLY);
        int experts = training.model().feedForward().expertLayers(training.model().layers());
        if (experts > 0 && experts < training.model().layers() && fields.isSound()) {
            fields.reject("model", "have experts in all of its layers or in none for a mixed pipeline, it has them in "
                    + experts + " of " + training.model().layers(), "");
        }
        if (!OBJECTIVES.contains(training.goal().objective())) {
            fields.reject("objective", "be step-time, time-to-train or throughput for a mixed pipeline", "");
        }
        if (allow.has("zeroStage")
                && training.goal().allowed().states().zeroStages().stream().allMatch(ZeroStage::shardsGradients)) {
            allow.reject("zeroStage", "hold 0 or 1 for a mixed pipeline", "");
        }
    }

    /** The question with what is assumed about mixed pipelines said first. */
    private MixedProblem assuming(Problem training) {
        List<String> assumptions = new ArrayList<>(List.of(UNMEASURED, SHAPE));
        if (training.model().feedForward() instanceof MixtureOfExperts) {
            assumptions.add(EXPERTS);
        }
        for (Pool pool : training.cluster().pools()) {
            int over = pool.count() % pool.node().gpus();
            if (over > 0) {
                assumptions.add("Of pool " + pool.name() + ", " + over + " GPUs are no whole node and stay unused.");
            }
        }
        assumptions.addAll(training.assumptions());
        return new MixedProblem(new Problem(training.name(), training.model(), training.training(),
                training.cluster(), training.goal(), training.conditions(), assumptions));
    }
}
