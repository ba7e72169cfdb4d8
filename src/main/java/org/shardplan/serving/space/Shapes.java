package org.shardplan.serving.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.Replica.Split;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Pool;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingProblem;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.Violation;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.rule.ServingRules;

/** Lists the shapes of replicas that fit model and GPUs; whatever does not is counted by the rule it breaks. */
final class Shapes {

    private static final List<Integer> PIPELINES = List.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 64);

    private final ServingEstimator estimator;
    private final ServingProblem problem;
    private final ServingAllowed allowed;
    private final RuleBook<ServingCandidate> rules = ServingRules.book();
    private final List<Shape> shapes = new ArrayList<>();
    private final Map<String, Long> rejected = new LinkedHashMap<>();
    private Optional<Shape> nearest = Optional.empty();
    private Scope furthest = Scope.SPLIT;
    private double least = Double.POSITIVE_INFINITY;

    Shapes(ServingEstimator estimator) {
        this.estimator = estimator;
        this.problem = estimator.problem();
        this.allowed = problem.goal().allowed();
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            splits(pool);
        }
    }

    List<Shape> list() {
        return shapes;
    }

    /** Shapes that were tried and are none, by the first rule they break. */
    Map<String, Long> rejected() {
        return rejected;
    }

    /** Of the shapes that are none, the one that comes furthest through the rules and then lacks least. */
    Optional<Shape> nearest() {
        return nearest;
    }

    private void splits(int index) {
        Pool pool = problem.pool(index);
        List<Integer> tensors = IntStream.rangeClosed(1, pool.domainGpus()).boxed().toList();
        for (int tensor : choices(allowed.split().tensor(), tensors, pool.count())) {
            for (int pipeline : choices(allowed.split().pipeline(), PIPELINES, pool.count() / tensor)) {
                int most = pool.count() / (tensor * pipeline);
                for (int data : choices(allowed.split().attentionData(), attentionData(most), most)) {
                    for (int expert : choices(allowed.split().expert(), experts(tensor * data), tensor * data)) {
                        split(index, new Split(tensor, pipeline, data, expert));
                    }
                }
            }
        }
    }

    private static List<Integer> choices(IntChoice choice, List<Integer> usual, int most) {
        return (choice.isAny() ? usual : choice.values()).stream().filter(value -> value <= most).toList();
    }

    private List<Integer> attentionData(int most) {
        return problem.model().feedForward() instanceof MixtureOfExperts ? Counts.powersUpTo(most) : List.of(1);
    }

    /** Experts split by tensor parallelism, or whole experts on every GPU of a stage. */
    private List<Integer> experts(int stage) {
        boolean open = problem.model().feedForward() instanceof MixtureOfExperts && stage > 1;
        return open ? List.of(1, stage) : List.of(1);
    }

    private void split(int pool, Split split) {
        Formats any = new Formats(Collections.min(allowed.formats().weights()),
                Collections.min(allowed.formats().keyValues()));
        if (isRejected(Scope.SPLIT, new Shape(pool, split, any, ServingSpace.chunks(allowed).get(0)))) {
            return;
        }
        for (WeightFormat weights : WeightFormat.values()) {
            for (KeyValueFormat keyValues : KeyValueFormat.values()) {
                if (allowed.formats().weights().contains(weights)
                        && allowed.formats().keyValues().contains(keyValues)) {
                    chunks(pool, split, new Formats(weights, keyValues));
                }
            }
        }
    }

    private void chunks(int pool, Split split, Formats formats) {
        for (int chunk : ServingSpace.chunks(allowed)) {
            Shape shape = new Shape(pool, split, formats, chunk);
            if (!isRejected(Scope.FORMATS, shape) && !isRejected(Scope.MEMORY, shape)) {
                shapes.add(shape);
            }
        }
    }

    private boolean isRejected(Scope scope, Shape shape) {
        Optional<Violation> violation =
                rules.firstViolation(scope, new ServingCandidate(estimator, shape.replica(1)));
        violation.ifPresent(broken -> reject(scope, shape, broken));
        return violation.isPresent();
    }

    private void reject(Scope scope, Shape shape, Violation broken) {
        rejected.merge(broken.rule(), 1L, Long::sum);
        int further = scope.compareTo(furthest);
        if (further > 0 || further == 0 && broken.excess() < least) {
            furthest = scope;
            least = broken.excess();
            nearest = Optional.of(shape);
        }
    }
}
