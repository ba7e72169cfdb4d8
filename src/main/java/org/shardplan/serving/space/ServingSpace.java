package org.shardplan.serving.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.Load;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Arrangement;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;

/**
 * All serving layouts of a problem that are well formed.
 *
 * <p>Replicas for prompts and for answers store weights, keys and values alike. Of layouts with replicas of two shapes
 * that share all requests, those are listed whose shapes do most alone, of all that take as many GPUs of the same pool.
 * Where more sequences at a time may do less, each number must be looked at, so only every 16th is beyond 256.
 */
public final class ServingSpace {

    private static final IntChoice USUAL_CHUNKS = IntChoice.of(2048, 8192);
    /** Engines run no more at a time. */
    public static final int MOST_SEQUENCES = 4_096;
    private static final int SEQUENCES_STEP = 16;

    private final ServingEstimator estimator;
    private final ServingProblem problem;
    private final Shapes shapes;
    private final List<Family> families = new ArrayList<>();
    private final Map<Shape, List<Integer>> batches = new HashMap<>();
    private final Map<Integer, List<Integer>> counts = new HashMap<>();
    private final Map<Shape, Capability> capabilities = new HashMap<>();

    public ServingSpace(ServingEstimator estimator) {
        this.estimator = estimator;
        this.problem = estimator.problem();
        this.shapes = new Shapes(estimator);
        Arrangement arrangement = problem.goal().allowed().arrangement();
        if (arrangement.disaggregation().contains(false)) {
            shapes().forEach(shape -> families.add(Family.equal(shape)));
            mixed(arrangement);
        }
        if (arrangement.disaggregation().contains(true)) {
            apart();
        }
    }

    /** Prompt tokens of a step at most: what the problem allows, or what is usual. */
    public static List<Integer> chunks(ServingAllowed allowed) {
        IntChoice choice = allowed.batching().chunkTokens();
        return (choice.isAny() ? USUAL_CHUNKS : choice).values();
    }

    public ServingProblem problem() {
        return problem;
    }

    public ServingEstimator estimator() {
        return estimator;
    }

    public List<Shape> shapes() {
        return shapes.list();
    }

    /** Shapes that are not well formed, by the first rule they break. */
    public Map<String, Long> rejectedShapes() {
        return shapes.rejected();
    }

    /** If no engine starts, the shape that lacks least. */
    public Optional<Shape> nearestShape() {
        return shapes().isEmpty() ? shapes.nearest() : Optional.empty();
    }

    public List<Family> families() {
        return families;
    }

    /** Sequences a replica may run at a time, ascending: what the problem allows, the room and the load admit. */
    public List<Integer> batches(Shape shape) {
        return batches.computeIfAbsent(shape, this::listBatches);
    }

    public Capability capability(Shape shape) {
        return capabilities.computeIfAbsent(shape, some -> Capability.of(estimator, some, batches(some)));
    }

    /** Whether more sequences at a time never work off fewer requests. */
    public boolean isSteady(Shape shape) {
        return shape.isSteady(problem.pool(shape.pool()));
    }

    private List<Integer> listBatches(Shape shape) {
        int room = estimator.mostSequences(shape.replica(MOST_SEQUENCES));
        int wanted = problem.serving().load() instanceof Load.ClosedLoop closed ? closed.concurrency() : room;
        IntChoice choice = problem.goal().allowed().batching().sequences();
        return choice.isAny()
                ? Counts.inSteps(Math.min(room, wanted), isSteady(shape) ? 1 : SEQUENCES_STEP)
                : choice.values().stream().filter(value -> value <= room).toList();
    }

    /** Shapes that may run any batch at all. */
    private List<Shape> running() {
        return shapes().stream().filter(shape -> !batches(shape).isEmpty()).toList();
    }

    private void mixed(Arrangement arrangement) {
        if (!arrangement.mixedShapes()) {
            return;
        }
        Map<List<Integer>, Shape> leaders = new LinkedHashMap<>();
        running().stream().filter(shape -> capability(shape).sequences() > 0).forEach(shape -> leaders.merge(
                List.of(shape.pool(), shape.gpus()), shape, this::leader));
        List<Shape> list = List.copyOf(leaders.values());
        for (int first = 0; first < list.size(); first++) {
            for (int second = first + 1; second < list.size(); second++) {
                families.add(Family.mixed(list.get(first), list.get(second)));
            }
        }
    }

    private Shape leader(Shape one, Shape other) {
        return Comparator.<Shape>comparingDouble(shape -> capability(shape).requestsPerSecond())
                .compare(other, one) > 0 ? other : one;
    }

    private void apart() {
        int chunk = shapes().stream().mapToInt(Shape::chunkTokens).max().orElse(0);
        List<Shape> decoding = running().stream().filter(shape -> shape.chunkTokens() == chunk).toList();
        for (Shape prefill : running()) {
            for (Shape decode : decoding) {
                if (prefill.formats().equals(decode.formats())) {
                    families.add(Family.apart(prefill, decode));
                }
            }
        }
    }

    /** The plans of a family, fewest replicas first. */
    public List<Plan> plans(Family family) {
        List<Plan> plans = new ArrayList<>();
        for (int count : counts(family.main(), 0)) {
            Part main = new Part(family.main(), count);
            if (family.other().isEmpty()) {
                plans.add(new Plan.Equal(main));
            } else {
                Shape other = family.other().get();
                counts(other, taken(family, main.gpus()))
                        .forEach(number -> plans.add(plan(family.kind(), main, new Part(other, number))));
            }
        }
        return plans;
    }

    private Plan plan(Family.Kind kind, Part main, Part other) {
        return switch (kind) {
            case EQUAL -> new Plan.Equal(main);
            case MIXED -> new Plan.Mixed(main, other, capability(other.shape()).sequences());
            case APART -> new Plan.Apart(other, main);
        };
    }

    /** GPUs that so many of the main shape take away from the other shape. */
    private static int taken(Family family, int gpus) {
        return family.other().filter(other -> other.pool() == family.main().pool()).map(same -> gpus).orElse(0);
    }

    private List<Integer> counts(Shape shape, int taken) {
        return counts.computeIfAbsent((problem.pool(shape.pool()).count() - taken) / shape.gpus(), Counts::upTo);
    }

    /** Layouts of a family. */
    public long layouts(Family family) {
        return smallest(family).map(plan -> layoutsOf(plan) * size(family)).orElse(0L);
    }

    private long size(Family family) {
        List<Integer> counts = counts(family.main(), 0);
        return family.other().map(other -> counts.stream()
                        .mapToLong(count -> counts(other, taken(family, count * family.main().gpus())).size()).sum())
                .orElse((long) counts.size());
    }

    /** The plan with one replica of each shape of a family, if there are GPUs for it. */
    public Optional<Plan> smallest(Family family) {
        boolean fits = !counts(family.main(), 0).isEmpty() && family.other()
                .filter(other -> counts(other, taken(family, family.main().gpus())).isEmpty()).isEmpty();
        Part main = new Part(family.main(), 1);
        return Optional.<Plan>of(family.other().map(other -> plan(family.kind(), main, new Part(other, 1)))
                .orElseGet(() -> new Plan.Equal(main))).filter(plan -> fits);
    }

    /** Layouts of a plan: one for each number of sequences that may run. */
    public long layoutsOf(Plan plan) {
        return plan instanceof Plan.Mixed ? 1 : batches(plan.main().shape()).size();
    }
}
