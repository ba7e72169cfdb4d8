package org.shardplan.mixed.explain;

import static org.shardplan.rule.Sentence.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.MixedStage;
import org.shardplan.layout.Recomputation;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.CapacityRules;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;

/** What holds for every stage by itself: the rules of single pools, and that it fits its nodes. */
final class StageRules {

    /** Judged for all stages together, or by what a stage holds. */
    private static final List<String> OTHERWISE = List.of("use-all", "recomputed-layers-exist");
    private static final List<Scope> SCOPES = List.of(Scope.MESH, Scope.EXECUTION, Scope.STATES, Scope.RECOMPUTATION);
    private static final RuleBook<Candidate> SINGLE_POOLS = new RuleBook<>(RuleBook.standard().rules().stream()
            .filter(rule -> SCOPES.contains(rule.scope()) && !OTHERWISE.contains(rule.id())).toList());
    private static final RuleBook<JudgedStage> OWN = new RuleBook<>(List.of(
            rule("stage-has-layers", Level.STRUCTURE, "a stage has a layer", StageRules::layers),
            rule("stage-fills-nodes", Level.STRUCTURE, "tp·dp are the GPUs of a stage's nodes", StageRules::nodes),
            rule("recomputed-layers-exist", Level.STRUCTURE,
                    "partial recomputation covers some, not all layers of a stage", StageRules::recomputed),
            rule(CapacityRules.MEMORY_CAPACITY, Level.LIMIT, "the fullest GPU fits its memory less the reserve",
                    StageRules::capacity)));

    private StageRules() {
    }

    private static Rule<JudgedStage> rule(String id, Level level, String sentence, Rule.Check<JudgedStage> check) {
        return new Rule<>(id, level, Scope.ESTIMATE, sentence, check);
    }

    static List<Violation> violations(JudgedStage stage, LayoutEstimator estimator) {
        List<Violation> violations = new ArrayList<>(SINGLE_POOLS.violations(stage.alone(estimator)));
        violations.addAll(OWN.violations(stage));
        return violations;
    }

    private static Optional<Finding> layers(JudgedStage judged) {
        int layers = judged.estimate().stage().layers();
        return layers > 0 ? Optional.empty() : finding(layers, 1, "layers",
                "The layers (%d) must be at least 1. Maybe leave the stage out.", layers);
    }

    private static Optional<Finding> nodes(JudgedStage judged) {
        MixedStage stage = judged.estimate().stage();
        int data = judged.pipeline().layout().shared().data();
        long gpus = (long) stage.tensor() * data;
        long there = (long) stage.nodes() * judged.pool().node().gpus();
        return gpus == there ? Optional.empty() : finding(gpus, there, "GPUs",
                "The tp·dp (%d·%d = %d) must be the GPUs of %d whole nodes (%d). Maybe leave out tp, it follows.",
                stage.tensor(), data, gpus, stage.nodes(), there);
    }

    private static Optional<Finding> recomputed(JudgedStage judged) {
        Recomputation recomputation = judged.estimate().stage().recomputation();
        int layers = judged.estimate().stage().layers();
        return !recomputation.isPartial() || recomputation.layers() < layers ? Optional.empty() : finding(
                recomputation.layers(), layers, "layers", "The recomputeLayers (%d) must be below the layers (%d). "
                        + "Maybe use recompute=full for all.", recomputation.layers(), layers);
    }

    private static Optional<Finding> capacity(JudgedStage judged) {
        return CapacityRules.capacity(
                judged.pipeline().problem().training(), judged.pool(), judged.estimate().memory());
    }
}
