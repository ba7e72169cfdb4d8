package org.shardplan.io.problem;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.io.json.Fields;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingProblem;

/**
 * Sees to it that nothing is asked of a mixed pipeline that serves which none can answer.
 *
 * @param fields the top level of the file
 * @param allow its choices
 */
record MixedServingFields(Fields fields, Fields allow) {

    private static final List<String> OTHER_CHOICES = List.of("attentionDp", "disaggregation", "mixedShapes");
    private static final String UNMEASURED = "No run of a pipeline over different GPUs was measured: a stage is taken "
            + "to be as fast as in a pipeline of its own kind, sending on as slow as the slower of two stages finds "
            + "it; LM head and the engine's own time, that of the slowest GPU in use, hold no stage up.";
    private static final String SHAPE = "One engine of 2 to 16 stages on at most 4 pools, each stage inside one node; "
            + "stages on the same pool have the same tp and follow each other; as many micro-batches are in flight as "
            + "there are stages.";
    private static final String SAME_TENSOR = "Pools may differ in tp. vLLM gives all stages the same tp (vLLM issue "
            + "27239): one value in allow.tp keeps to that.";

    MixedServingProblem read(ServingProblem serving) {
        allow.rejectAny(OTHER_CHOICES, MixedFields.ONE_POOL_ONLY);
        if (fields.isSound() && serving.cluster().pools().stream().mapToInt(Pool::count).sum() < 2) {
            fields.reject("cluster", "have at least 2 GPUs for a mixed pipeline", "");
        }
        List<String> assumptions = new ArrayList<>(List.of(UNMEASURED, SHAPE, SAME_TENSOR));
        assumptions.addAll(serving.assumptions());
        return new MixedServingProblem(new ServingProblem(serving.name(), serving.model(), serving.serving(),
                serving.cluster(), serving.goal(), serving.engine(), serving.power(), assumptions));
    }
}
