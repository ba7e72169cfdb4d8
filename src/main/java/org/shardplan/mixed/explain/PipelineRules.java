package org.shardplan.mixed.explain;

import static org.shardplan.rule.Sentence.finding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.shardplan.layout.MixedStage;
import org.shardplan.mixed.planner.MixedEstimate;
import org.shardplan.problem.Pool;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;

/** What holds for all stages of a mixed pipeline together. */
final class PipelineRules {

    static final RuleBook<MixedEstimate> BOOK = new RuleBook<>(List.of(
            rule("several-stages", Level.STRUCTURE, "a mixed pipeline has at least two stages", PipelineRules::stages),
            rule("layers-add-up", Level.STRUCTURE, "the stages hold the model's layers", PipelineRules::layers),
            rule("unsharded-gradients", Level.STRUCTURE, "a mixed pipeline runs with ZeRO-0 or 1", PipelineRules::zero),
            rule("nodes-available", Level.LIMIT, "every pool has the nodes", PipelineRules::available),
            rule("use-all", Level.LIMIT, "all nodes of the pool are used", PipelineRules::useAll),
            rule("deadline", Level.LIMIT, "the run ends within limits.deadlineHours", PipelineRules::deadline)));

    private PipelineRules() {
    }

    private static Rule<MixedEstimate> rule(
            String id, Level level, String sentence, Rule.Check<MixedEstimate> check) {
        return new Rule<>(id, level, Scope.ESTIMATE, sentence, check);
    }

    private static Optional<Finding> stages(MixedEstimate pipeline) {
        int stages = pipeline.stages().size();
        return stages > 1 ? Optional.empty() : finding(stages, 2, "stages",
                "A mixed pipeline must have at least 2 stages, it has %d. Maybe use the layout one-pool.", stages);
    }

    private static Optional<Finding> layers(MixedEstimate pipeline) {
        int held = pipeline.layout().stages().stream().mapToInt(MixedStage::layers).sum();
        int wanted = pipeline.problem().training().model().layers();
        return held == wanted ? Optional.empty() : finding(held, wanted, "layers",
                "The stages hold %d layers, the model has %d. Maybe give %d %s to the others.", held, wanted,
                Math.abs(wanted - held), wanted > held ? "more" : "fewer");
    }

    private static Optional<Finding> zero(MixedEstimate pipeline) {
        int stage = pipeline.layout().shared().states().zeroStage().number();
        return stage < 2 ? Optional.empty() : finding(stage, 1, "",
                "ZeRO-%d exchanges gradients or weights with every micro-batch, mixed pipelines run with ZeRO-0 or 1. "
                        + "Maybe use zeroStage=1.", stage);
    }

    private static Optional<Finding> available(MixedEstimate pipeline) {
        return pools(pipeline).boxed().filter(pool -> used(pipeline, pool) > pipeline.problem().nodes(pool))
                .max(Comparator.comparingInt(pool -> used(pipeline, pool) - pipeline.problem().nodes(pool)))
                .flatMap(pool -> finding(used(pipeline, pool), pipeline.problem().nodes(pool), "nodes",
                        "The stages take %d nodes of %s, there are %d. Maybe put a stage on another pool.",
                        used(pipeline, pool), pool(pipeline, pool).name(), pipeline.problem().nodes(pool)));
    }

    private static Optional<Finding> useAll(MixedEstimate pipeline) {
        return pools(pipeline).boxed().filter(pool -> pool(pipeline, pool).inventory().useAll())
                .filter(pool -> used(pipeline, pool) < pipeline.problem().nodes(pool)).findFirst()
                .flatMap(pool -> finding(used(pipeline, pool), pipeline.problem().nodes(pool), "nodes",
                        "The stages take %d nodes of %s, useAll demands all %d. Maybe drop useAll.",
                        used(pipeline, pool), pool(pipeline, pool).name(), pipeline.problem().nodes(pool)));
    }

    private static IntStream pools(MixedEstimate pipeline) {
        return IntStream.range(0, pipeline.problem().cluster().pools().size());
    }

    private static Pool pool(MixedEstimate pipeline, int index) {
        return pipeline.problem().cluster().pools().get(index);
    }

    private static int used(MixedEstimate pipeline, int pool) {
        return pipeline.layout().stages().stream().filter(stage -> stage.pool() == pool)
                .mapToInt(MixedStage::nodes).sum();
    }

    private static Optional<Finding> deadline(MixedEstimate pipeline) {
        OptionalDouble deadline = pipeline.problem().training().goal().limits().spending().deadlineHours();
        return deadline.isEmpty() || pipeline.hours() <= deadline.getAsDouble() ? Optional.empty() : finding(
                pipeline.hours(), deadline.getAsDouble(), "h", "The run takes %,.1f hours without failures and "
                        + "checkpoints, limits.deadlineHours allows %,.1f. Maybe use more nodes.",
                pipeline.hours(), deadline.getAsDouble());
    }
}
