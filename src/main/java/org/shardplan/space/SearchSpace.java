package org.shardplan.space;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Execution;
import org.shardplan.layout.GradientPrecision;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.OptimizerPrecision;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.rule.StepRules;
import org.shardplan.rule.Violation;

/**
 * Every well-formed layout of a problem, decision by decision. What comes out of here breaks no rule that can be checked
 * before memory and time are known; rules are asked as soon as what they read is decided.
 */
public final class SearchSpace {

    private static final Execution ANY_EXECUTION = new Execution(1, false, Precision.BF16);
    private static final StateSharding ANY_STATES =
            new StateSharding(ZeroStage.NONE, OptimizerPrecision.FP32, false, GradientPrecision.FP32);

    private final Problem problem;
    private final RuleBook<Candidate> rules;
    private final LayoutEstimator estimator;
    private final Decisions decisions;
    private final Map<Mesh, List<Execution>> executions = new HashMap<>();
    private final Map<Boolean, List<StateSharding>> states = new HashMap<>();
    private final Map<Mesh, Long> counts = new HashMap<>();
    private final Map<Long, List<Recomputation>> recomputationsByStages = new HashMap<>();
    private final Map<Long, Completions> completionsByPipeline = new HashMap<>();
    private final Map<String, Long> rejectedMeshes = new LinkedHashMap<>();
    private final Extent extent;
    private List<Mesh> meshes;
    private boolean cutShort;

    public SearchSpace(LayoutEstimator estimator) {
        this(estimator, Extent.usual());
    }

    public SearchSpace(LayoutEstimator estimator, Extent extent) {
        this(estimator, extent, RuleBook.standard());
    }

    /** A space by other rules than the usual ones. */
    public SearchSpace(LayoutEstimator estimator, Extent extent, RuleBook<Candidate> rules) {
        this.extent = extent;
        this.rules = rules;
        this.problem = estimator.problem();
        this.estimator = estimator;
        this.decisions = new Decisions(problem);
    }

    public Problem problem() {
        return problem;
    }

    public LayoutEstimator estimator() {
        return estimator;
    }

    /** Well-formed meshes of all pools that leave the wanted GPUs free. */
    public List<Mesh> meshes() {
        if (meshes == null) {
            Thinned<Mesh> found = new Thinned<>(extent.mostMeshes());
            for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
                collect(pool, found);
            }
            meshes = found.kept();
            cutShort |= !found.isWhole();
        }
        return meshes;
    }

    /** Whether there are more meshes than there was time or memory for. */
    public boolean isCutShort() {
        meshes();
        return cutShort;
    }

    /** Meshes that were tried and broke a rule, by the identifier of the first rule they broke. */
    public Map<String, Long> rejectedMeshes() {
        meshes();
        return rejectedMeshes;
    }

    /** Ways to run micro-batches on a mesh, smaller micro-batches first: experts and stages make no difference. */
    public List<Execution> executions(Mesh mesh) {
        Mesh key = Mesh.dense(mesh.pool(), mesh.tensor(), 1, mesh.data(), mesh.context());
        return executions.computeIfAbsent(key, ignored -> decisions.executions(mesh.data()).stream()
                .filter(execution -> admits(Scope.EXECUTION, probe(mesh).with(execution))).toList());
    }

    /** Schedules of a pipeline: they depend on its stages and on the micro-batches of a step. */
    public List<Schedule> schedules(Mesh mesh, Execution execution) {
        return completions(mesh, execution).schedules();
    }

    private Completions completions(Mesh mesh, Execution execution) {
        Layout probe = probe(mesh).with(execution);
        long key = (long) mesh.pipeline() << Integer.SIZE | problem.training().microBatches(probe);
        return completionsByPipeline.computeIfAbsent(key, ignored -> {
            List<Schedule> open = decisions.schedules(mesh.pipeline()).stream()
                    .filter(schedule -> admits(Scope.SCHEDULE, probe.with(schedule))).toList();
            int count = open.stream().mapToInt(schedule -> recomputations(mesh, schedule).size()).sum();
            return new Completions(open, count);
        });
    }

    /**
     * What is open after the execution, apart from states.
     *
     * @param schedules open schedules
     * @param count pairs of a schedule and a recomputation
     */
    private record Completions(List<Schedule> schedules, int count) {
    }

    /** From none over some layers to all: memory falls and time grows along the list after selective. */
    public List<Recomputation> recomputations(Mesh mesh, Schedule schedule) {
        long key = (long) mesh.pipeline() << Integer.SIZE | schedule.chunks();
        return recomputationsByStages.computeIfAbsent(key, ignored -> {
            Layout probe = probe(mesh).with(schedule);
            int mostLayers = estimator.split(probe).mostLayers();
            return decisions.recomputations(mostLayers).stream()
                    .filter(recomputation -> admits(Scope.RECOMPUTATION, probe.with(recomputation))).toList();
        });
    }

    /** Ways to keep states; without offloading all that matters is whether there is a second rank to share with. */
    public List<StateSharding> states(Mesh mesh) {
        if (problem.goal().allowed().states().offload().contains(true)) {
            return openStates(mesh);
        }
        return states.computeIfAbsent(StepRules.canShard(problem, mesh), ignored -> openStates(mesh));
    }

    private List<StateSharding> openStates(Mesh mesh) {
        return decisions.states().stream()
                .filter(sharding -> admits(Scope.STATES, probe(mesh).with(sharding))).toList();
    }

    /** Number of well-formed layouts on one mesh. */
    public long count(Mesh mesh) {
        Mesh key = Mesh.dense(mesh.pool(), mesh.tensor(), mesh.pipeline(), mesh.data(), mesh.context());
        return states(mesh).size() * counts.computeIfAbsent(key, ignored -> executions(mesh).stream()
                .mapToLong(execution -> completions(mesh, execution).count()).sum());
    }

    /** Visits every well-formed layout. */
    public void forEach(Consumer<Layout> visitor) {
        for (Mesh mesh : meshes()) {
            List<StateSharding> states = states(mesh);
            for (Execution execution : executions(mesh)) {
                for (Schedule schedule : schedules(mesh, execution)) {
                    for (Recomputation recomputation : recomputations(mesh, schedule)) {
                        states.forEach(sharding -> visitor.accept(
                                new Layout(mesh, execution, schedule, recomputation, sharding)));
                    }
                }
            }
        }
    }

    private boolean admits(Scope scope, Layout layout) {
        return rules.firstViolation(scope, new Candidate(estimator, layout)).isEmpty();
    }

    private static Layout probe(Mesh mesh) {
        return new Layout(mesh, ANY_EXECUTION, Schedule.PLAIN, Recomputation.NONE, ANY_STATES);
    }

    private void collect(int pool, Thinned<Mesh> found) {
        MeshValues values = new MeshValues(problem, problem.pool(pool));
        int most = problem.pool(pool).count();
        int[] data = values.data();
        int[] pipeline = values.pipeline();
        for (int tensor : values.tensor()) {
            for (int context : values.context()) {
                for (int replicas : upTo(data, (long) most / ((long) tensor * context))) {
                    if (cutShort) {
                        return;
                    }
                    for (int stages : upTo(pipeline, (long) most / ((long) tensor * context * replicas))) {
                        collect(new Mesh(pool, tensor, stages, replicas, context, 1, 1), values, found);
                    }
                }
            }
        }
    }

    /** Adds the expert groups a mesh allows. */
    private void collect(Mesh mesh, MeshValues values, Thinned<Mesh> found) {
        if (extent.deadline().isOver()) {
            cutShort = true;
            return;
        }
        int[] expertTensors = values.expertTensor(mesh.tensor());
        for (int expert : values.expert()) {
            for (int expertTensor : expertTensors) {
                Mesh candidate = new Mesh(mesh.pool(), mesh.tensor(), mesh.pipeline(), mesh.data(), mesh.context(),
                        expert, expertTensor);
                Optional<Violation> broken =
                        rules.firstViolation(Scope.MESH, new Candidate(estimator, probe(candidate)));
                broken.ifPresentOrElse(violation -> rejectedMeshes.merge(violation.rule(), 1L, Long::sum),
                        () -> found.add(candidate));
            }
        }
    }

    private static int[] upTo(int[] ascending, long limit) {
        int end = 0;
        while (end < ascending.length && ascending[end] <= limit) {
            end++;
        }
        return Arrays.copyOf(ascending, end);
    }
}
