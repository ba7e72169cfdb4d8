package org.shardplan.rule;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Rule.Finding;

/** What a step asks: batches that divide, features that exist, schedules that can run. */
public final class StepRules {

    private StepRules() {
    }

    static List<Rule<Candidate>> rules() {
        return List.of(
                rule("batch-divides", Scope.EXECUTION, "dp·microBatch divides the global batch", StepRules::batch),
                rule("precision-computed", Scope.EXECUTION, "the GPU computes at this precision",
                        StepRules::precision),
                rule("sequence-parallel-needs-tensor", Scope.EXECUTION, "sequence parallelism splits over tp",
                        StepRules::sequenceParallel),
                rule("experts-need-sequence-parallel", Scope.EXECUTION,
                        "experts together with tp need sequence parallelism", StepRules::experts),
                rule("interleaving-needs-pipeline", Scope.SCHEDULE,
                        "interleaved and zero-bubble schedules need stages, interleaving needs chunks",
                        StepRules::pipeline),
                rule("interleaving-fills-rounds", Scope.SCHEDULE,
                        "interleaving needs micro-batches in multiples of pp", StepRules::rounds),
                rule("chunks-have-layers", Scope.SCHEDULE, "every chunk has a layer, the embedding or the LM head",
                        StepRules::chunks),
                rule("recomputed-layers-exist", Scope.RECOMPUTATION,
                        "partial recomputation covers some, not all layers of a stage", StepRules::recomputedLayers),
                rule("zero-needs-replicas", Scope.STATES, "ZeRO shards over dp·cp ranks", StepRules::zero));
    }

    private static Rule<Candidate> rule(String id, Scope scope, String sentence, Rule.Check<Candidate> check) {
        return new Rule<>(id, Level.STRUCTURE, scope, sentence, check);
    }

    private static Optional<Finding> batch(Candidate candidate) {
        int batch = candidate.problem().training().globalBatch();
        int data = candidate.mesh().data();
        int micro = candidate.layout().execution().microBatch();
        long together = (long) data * micro;
        return batch % together == 0 ? Optional.empty() : finding(together, batch, "sequences",
                "The dp·microBatch (%d·%d = %d) must divide the global batch (%d sequences). Maybe use a divisor.",
                data, micro, together, batch);
    }

    private static Optional<Finding> precision(Candidate candidate) {
        Precision precision = candidate.layout().execution().precision();
        return candidate.pool().gpu().peak(precision).isSupported() ? Optional.empty() : finding(1, 0, "",
                "The GPU %s does not compute in %s: there it is a storage format at best. Maybe use bf16 or fp16.",
                candidate.pool().gpu().name(), precision.label());
    }

    private static Optional<Finding> sequenceParallel(Candidate candidate) {
        Execution execution = candidate.layout().execution();
        Mesh mesh = candidate.mesh();
        if (!execution.sequenceParallel()) {
            return Optional.empty();
        }
        if (mesh.tensor() == 1) {
            return finding(1, 2, "tp", "Sequence parallelism needs tp of at least 2, it is 1. Maybe switch it off.");
        }
        long local = candidate.problem().training().sequenceLength() / mesh.context();
        return local % mesh.tensor() == 0 ? Optional.empty() : finding(mesh.tensor(), local, "tokens",
                "The tp (%d) must divide the tokens of a sequence on one rank (%d) for sequence parallelism. "
                        + "Maybe switch it off.", mesh.tensor(), local);
    }

    private static Optional<Finding> experts(Candidate candidate) {
        boolean needed = candidate.problem().model().feedForward() instanceof MixtureOfExperts
                && candidate.mesh().tensor() > 1;
        return !needed || candidate.layout().execution().sequenceParallel() ? Optional.empty() : finding(1, 0, "",
                "Experts with tp (%d) above 1 need sequence parallelism, or every tensor rank would route the same "
                        + "tokens. Maybe switch it on.", candidate.mesh().tensor());
    }

    private static Optional<Finding> pipeline(Candidate candidate) {
        Schedule schedule = candidate.layout().schedule();
        int stages = candidate.mesh().pipeline();
        if (schedule.kind() != Schedule.Kind.ONE_F_ONE_B && stages == 1) {
            return finding(stages, 2, "stages",
                    "The %s schedule needs at least 2 pipeline stages, pp is 1. Maybe use 1f1b.",
                    schedule.kind().label());
        }
        boolean interleaved = schedule.kind() == Schedule.Kind.INTERLEAVED;
        return interleaved == schedule.chunks() > 1 ? Optional.empty() : finding(
                schedule.chunks(), interleaved ? 2 : 1, "chunks",
                "The %s schedule cannot run with %d chunks a stage. Maybe use %s.", schedule.kind().label(),
                schedule.chunks(), interleaved ? "1f1b" : "the interleaved schedule");
    }

    private static Optional<Finding> rounds(Candidate candidate) {
        Layout layout = candidate.layout();
        int stages = candidate.mesh().pipeline();
        int microBatches = candidate.problem().training().microBatches(layout);
        boolean fits = layout.schedule().kind() != Schedule.Kind.INTERLEAVED || microBatches % stages == 0;
        return fits ? Optional.empty() : finding(microBatches, stages, "micro-batches",
                "The micro-batches of a step (%d) must be a multiple of pp (%d) for interleaving. "
                        + "Maybe use a smaller micro-batch or 1f1b.", microBatches, stages);
    }

    private static Optional<Finding> chunks(Candidate candidate) {
        int layers = candidate.problem().model().layers();
        long chunks = (long) candidate.mesh().pipeline() * candidate.layout().schedule().chunks();
        return candidate.layout().schedule().chunks() == 1 || chunks <= layers + 2 ? Optional.empty() : finding(
                chunks, layers + 2.0, "chunks",
                "The pp·interleave (%d) must be at most the layers, the embedding and the LM head (%d). "
                        + "Maybe use fewer chunks.", chunks, layers + 2);
    }

    private static Optional<Finding> recomputedLayers(Candidate candidate) {
        Recomputation recomputation = candidate.layout().recomputation();
        if (!recomputation.isPartial()) {
            return Optional.empty();
        }
        int most = candidate.estimator().split(candidate.layout()).mostLayers();
        int layers = recomputation.layers();
        return layers >= 1 && layers < most ? Optional.empty() : finding(layers, most, "layers",
                "The recomputeLayers (%d) must be at least 1 and below the layers of the fullest stage (%d). "
                        + "Maybe use recompute=full for all.", layers, most);
    }

    /** Whether any weights of a stage have a second rank that holds the same. */
    public static boolean canShard(Problem problem, Mesh mesh) {
        boolean experts = problem.model().feedForward() instanceof MixtureOfExperts;
        return mesh.replicas() > 1 || experts && mesh.expertReplicas() > 1;
    }

    private static Optional<Finding> zero(Candidate candidate) {
        boolean alone = !canShard(candidate.problem(), candidate.mesh());
        int stage = candidate.layout().states().zeroStage().number();
        return stage == 0 || !alone ? Optional.empty() : finding(stage, 0, "",
                "ZeRO-%d shards over dp·cp ranks, there is only 1. Maybe use zeroStage=0.", stage);
    }
}
