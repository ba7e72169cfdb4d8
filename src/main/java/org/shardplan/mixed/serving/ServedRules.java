package org.shardplan.mixed.serving;

import static org.shardplan.rule.Sentence.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.mixed.StageViolations;
import org.shardplan.rule.Level;
import org.shardplan.rule.Rule;
import org.shardplan.rule.Rule.Finding;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/** All rules of pipelines that serve over several pools: those of serving, and what makes one of their stages. */
public final class ServedRules {

    /** Longer pipelines gain nothing but room, and no engine is known to run them. */
    static final int MOST_STAGES = 16;
    static final int MOST_POOLS = 4;

    private static final List<Scope> OF_STAGES = List.of(Scope.SPLIT, Scope.FORMATS);
    /** How long the whole pipeline may be, the one rule on a split that no stage breaks by itself. */
    static final Rule<ServingCandidate> OF_LENGTH = ServingRules.book().rule("allowed-pp").orElseThrow();
    private static final RuleBook<ServingCandidate> EACH = new RuleBook<>(ServingRules.book().without(OF_LENGTH)
            .rules().stream().filter(rule -> OF_STAGES.contains(rule.scope())).toList());
    private static final RuleBook<ServingCandidate> TOGETHER = new RuleBook<>(Stream.concat(own(),
            ServingRules.book().rules().stream().filter(rule -> !EACH.rules().contains(rule))).toList());

    private ServedRules() {
    }

    /** What one stage may break by itself: its split and its formats. */
    static RuleBook<ServingCandidate> each() {
        return EACH;
    }

    private static Stream<Rule<ServingCandidate>> own() {
        return Stream.of(
                new Rule<>("layers-add-up", Level.STRUCTURE, Scope.ESTIMATE, "the stages hold the model's layers",
                        ServedRules::layers),
                rule("several-stages", "a mixed pipeline has 2 to " + MOST_STAGES + " stages",
                        ServedRules::stages),
                rule("few-pools", "a mixed pipeline runs on at most " + MOST_POOLS + " pools",
                        ServedRules::pools),
                rule("alike-on-a-pool", "stages on one pool follow each other with one tp and ep",
                        ServedRules::alike));
    }

    private static Rule<ServingCandidate> rule(String id, String sentence, Rule.Check<ServingCandidate> check) {
        return new Rule<>(id, Level.LIMIT, Scope.FLEET, sentence, check);
    }

    /** Every rule a pipeline breaks with its numbers; what several stages break alike is said once. */
    public static List<Violation> violations(ServingCandidate pipeline) {
        List<ServedStage> stages = stagesOf(pipeline);
        StageViolations own = new StageViolations(stages.size());
        for (int index = 0; index < stages.size(); index++) {
            for (Violation violation : EACH.violations(alone(pipeline, stages.get(index)))) {
                own.add(index, violation);
            }
        }
        return Stream.concat(TOGETHER.violations(pipeline).stream(), own.list().stream()).toList();
    }

    /** Whether pipelines of such stages are among those that are searched, whatever layers they hold. */
    static boolean arePlanned(ServingCandidate pipeline) {
        return TOGETHER.firstViolation(Scope.FLEET, pipeline).isEmpty() && OF_LENGTH.violation(pipeline).isEmpty()
                && stagesOf(pipeline).stream().allMatch(stage -> EACH.isFeasible(alone(pipeline, stage)));
    }

    private static ServingCandidate alone(ServingCandidate pipeline, ServedStage stage) {
        Pipeline layout = (Pipeline) pipeline.layout();
        return new ServingCandidate(pipeline.estimator(),
                new Pipeline(List.of(stage), layout.formats(), layout.batching()));
    }

    private static List<ServedStage> stagesOf(ServingCandidate pipeline) {
        return ((Pipeline) pipeline.layout()).stages();
    }

    private static Optional<Finding> layers(ServingCandidate pipeline) {
        int held = stagesOf(pipeline).stream().mapToInt(ServedStage::layers).sum();
        int wanted = pipeline.problem().model().layers();
        return held == wanted ? Optional.empty() : finding(held, wanted, "layers",
                "The stages hold %d layers, the model has %d. Maybe give %d %s to the others.", held, wanted,
                Math.abs(wanted - held), wanted > held ? "more" : "fewer");
    }

    private static Optional<Finding> stages(ServingCandidate pipeline) {
        int stages = stagesOf(pipeline).size();
        int nearest = Math.max(2, Math.min(MOST_STAGES, stages));
        return stages == nearest ? Optional.empty() : finding(stages, nearest, "stages",
                "A mixed pipeline must have 2 to %d stages, it has %d. Maybe %s.", MOST_STAGES, stages,
                stages < 2 ? "use the layout one-pool" : "use a larger tp");
    }

    private static Optional<Finding> pools(ServingCandidate pipeline) {
        int pools = ((Pipeline) pipeline.layout()).pools();
        return pools <= MOST_POOLS ? Optional.empty() : finding(pools, MOST_POOLS, "pools",
                "A mixed pipeline must run on at most %d pools, it runs on %d. Maybe leave the smallest out.",
                MOST_POOLS, pools);
    }

    /** A pool that is to be used in two ways can be given as two. */
    private static Optional<Finding> alike(ServingCandidate pipeline) {
        List<ServedStage> stages = stagesOf(pipeline);
        return IntStream.range(1, stages.size())
                .filter(index -> breaksOff(stages, index)).boxed().findFirst()
                .flatMap(index -> finding(1, 0, "", "Stage %d must follow the others on %s, with the same tp and ep. "
                        + "Maybe give that pool as two.", index,
                        pipeline.problem().pool(stages.get(index).pool()).name()));
    }

    /** Whether a stage comes after one on the same pool, but not after one that is like it. */
    private static boolean breaksOff(List<ServedStage> stages, int index) {
        ServedStage stage = stages.get(index);
        ServedStage before = stages.get(index - 1);
        boolean goesOn = before.pool() == stage.pool() && before.tensor() == stage.tensor()
                && before.expert() == stage.expert();
        return !goesOn && stages.subList(0, index).stream().anyMatch(other -> other.pool() == stage.pool());
    }
}
