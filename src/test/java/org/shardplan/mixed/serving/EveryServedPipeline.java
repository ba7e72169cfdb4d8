package org.shardplan.mixed.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Batching;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout.Pipeline;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.MixedServingProblem;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimate;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.estimate.ServingScore;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/**
 * Every pipeline of a small problem, one by one, judged by all rules: any order of stages in which those on the same
 * pool follow each other with the same tp, any layers of each stage, any of the numbers of sequences
 * that the problem allows.
 */
final class EveryServedPipeline {

    private final ServingProblem problem;
    private final ServingEstimator estimator;
    private final List<ServedStage> stages = new ArrayList<>();
    private Optional<ServingEstimate> best = Optional.empty();
    private ServingScore least = ServingScore.WORST;
    private final List<ServingEstimate> feasible = new ArrayList<>();

    private EveryServedPipeline(MixedServingProblem mixed) {
        this.problem = mixed.serving();
        this.estimator = new ServingEstimator(problem);
    }

    static EveryServedPipeline of(MixedServingProblem mixed) {
        EveryServedPipeline every = new EveryServedPipeline(mixed);
        every.extend(mixed.serving().model().layers());
        return every;
    }

    Optional<ServingEstimate> best() {
        return best;
    }

    List<ServingEstimate> feasible() {
        return feasible;
    }

    private void extend(int layers) {
        if (layers == 0) {
            judge();
            return;
        }
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            for (int tensor = 1; tensor <= problem.pool(pool).count(); tensor++) {
                if (mayFollow(pool, tensor)) {
                    for (int held = 1; held <= layers; held++) {
                        stages.add(new ServedStage(pool, tensor, 1, held));
                        extend(layers - held);
                        stages.remove(stages.size() - 1);
                    }
                }
            }
        }
    }

    private boolean mayFollow(int pool, int tensor) {
        int used = stages.stream().filter(stage -> stage.pool() == pool).mapToInt(ServedStage::tensor).sum();
        boolean isNew = used == 0;
        ServedStage last = stages.isEmpty() ? null : stages.get(stages.size() - 1);
        return used + tensor <= problem.pool(pool).count()
                && (isNew || last.pool() == pool && last.tensor() == tensor);
    }

    private void judge() {
        if (stages.size() < 2) {
            return;
        }
        for (WeightFormat weights : problem.goal().allowed().formats().weights()) {
            for (int chunk : List.of(2048, 8192)) {
                for (int sequences : problem.goal().allowed().batching().sequences().values()) {
                    judge(new Pipeline(stages, new Formats(weights, KeyValueFormat.BF16),
                            new Batching(sequences, chunk)));
                }
            }
        }
    }

    private void judge(Pipeline layout) {
        ServingCandidate candidate = new ServingCandidate(estimator, layout);
        if (ServingRules.book().isFeasible(candidate)) {
            feasible.add(candidate.estimate());
            ServingScore score = ServingScore.of(candidate.estimate());
            if (score.isBetterThan(least)) {
                least = score;
                best = Optional.of(candidate.estimate());
            }
        }
    }
}
