package org.shardplan.serving.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shardplan.layout.Replica;
import org.shardplan.problem.IntChoice;
import org.shardplan.problem.ServingAllowed;
import org.shardplan.problem.ServingAllowed.Arrangement;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.ServingEstimator;
import org.shardplan.serving.rule.RoomRules;

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

    private final ServingEstimator estimator;
    private final ServingProblem problem;
    private final Shapes shapes;
    private final List<Branch> branches = new ArrayList<>();
    private final Map<Integer, List<Integer>> counts = new HashMap<>();
    private final Capabilities capabilities;

    public ServingSpace(ServingEstimator estimator) {
        this(estimator, new Capabilities(estimator));
    }

    private ServingSpace(ServingEstimator estimator, Capabilities capabilities) {
        this.estimator = estimator;
        this.capabilities = capabilities;
        this.problem = estimator.problem();
        this.shapes = new Shapes(estimator);
        Arrangement arrangement = problem.goal().allowed().arrangement();
        if (arrangement.disaggregation().contains(false)) {
            alike(running()).forEach(equal -> branches.add(new Branch(Family.Kind.EQUAL, equal, List.of())));
            mixed(arrangement);
        }
        if (arrangement.disaggregation().contains(true)) {
            apart();
        }
    }

    /** The layouts of a question like this one; what is known about replicas is kept where it holds there, too. */
    public ServingSpace of(ServingProblem other) {
        ServingEstimator others = new ServingEstimator(other);
        return new ServingSpace(others, capabilities.under(others));
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

    /** Shapes that are not well formed or have no room for any allowed batch, by the first rule they break. */
    public Map<String, Long> rejectedShapes() {
        Map<String, Long> rejected = new LinkedHashMap<>(shapes.rejected());
        long full = shapes().size() - running().size();
        if (full > 0) {
            rejected.put(RoomRules.BATCH_FITS, full);
        }
        return rejected;
    }

    /** If no shape may run: the replica that lacks least. */
    public Optional<Replica> nearest() {
        Optional<Shape> shape = !running().isEmpty() ? Optional.empty()
                : shapes().stream().max(Comparator.comparingInt(capabilities::room)).or(shapes::nearest);
        IntChoice sequences = problem.goal().allowed().batching().sequences();
        return shape.map(some -> some.replica(sequences.isAny() ? capabilities.room(some) : sequences.values().get(0)));
    }

    /** All families, those of a kind that have alike shapes together. */
    public List<Branch> branches() {
        return branches;
    }

    public List<Family> families() {
        return new Families(branches);
    }

    /** Sequences a replica may run at a time, ascending: what the problem allows, the room and the load admit. */
    public List<Integer> batches(Shape shape) {
        return capabilities.batches(shape);
    }

    public Capability capability(Shape shape) {
        return capabilities.of(shape);
    }

    /** Whether more sequences at a time never work off fewer requests. */
    public boolean isSteady(Shape shape) {
        return shape.isSteady(problem);
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
                branches.add(Branch.of(Family.mixed(list.get(first), list.get(second))));
            }
        }
    }

    private Shape leader(Shape one, Shape other) {
        return Comparator.<Shape>comparingDouble(shape -> capability(shape).requestsPerSecond())
                .compare(other, one) > 0 ? other : one;
    }

    private void apart() {
        int chunk = shapes().stream().mapToInt(Shape::chunkTokens).max().orElse(0);
        List<List<Shape>> decoding = alike(running().stream().filter(shape -> shape.chunkTokens() == chunk).toList());
        for (List<Shape> prefills : alike(running())) {
            for (List<Shape> decodes : decoding) {
                if (prefills.get(0).formats().equals(decodes.get(0).formats())) {
                    branches.add(new Branch(Family.Kind.APART, decodes, prefills));
                }
            }
        }
    }

    /** These shapes, with those together that take as many GPUs of the same pool in the same formats. */
    private static List<List<Shape>> alike(List<Shape> shapes) {
        Map<List<Object>, List<Shape>> alike = new LinkedHashMap<>();
        shapes.forEach(shape -> alike.computeIfAbsent(
                List.of(shape.pool(), shape.gpus(), shape.formats()), first -> new ArrayList<>()).add(shape));
        return List.copyOf(alike.values());
    }

    /** The plan of a family with one replica of each shape, whether or not there are GPUs for it. */
    public Plan smallest(Family family) {
        Part main = new Part(family.main(), 1);
        return family.other().map(other -> plan(family.kind(), main, new Part(other, 1)))
                .orElseGet(() -> new Plan.Equal(main));
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

    /** Layouts of a branch: its families have as many plans each. */
    public long layouts(Branch branch) {
        long runs = branch.mains().stream().mapToLong(shape -> runs(branch.kind(), shape)).sum();
        return runs * branch.size() / branch.mains().size() * numbers(branch.first());
    }

    private long numbers(Family family) {
        List<Integer> counts = counts(family.main(), 0);
        return family.other().map(other -> counts.stream()
                        .mapToLong(count -> counts(other, taken(family, count * family.main().gpus())).size()).sum())
                .orElse((long) counts.size());
    }

    /** Layouts of a plan: one for each number of sequences that may run. */
    public long layoutsOf(Plan plan) {
        return runs(Family.of(plan).kind(), plan.main().shape());
    }

    private long runs(Family.Kind kind, Shape main) {
        return kind == Family.Kind.MIXED ? 1 : batches(main).size();
    }
}
