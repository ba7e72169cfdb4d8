package org.shardplan.mixed.planner;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.shardplan.estimate.LayoutEstimator;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.MixedLayout.Shared;
import org.shardplan.layout.Precision;
import org.shardplan.layout.Recomputation;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.layout.ZeroStage;
import org.shardplan.mixed.planner.Setting.Place;
import org.shardplan.problem.MixedProblem;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Problem;
import org.shardplan.rule.Candidate;
import org.shardplan.rule.Rule;
import org.shardplan.rule.RuleBook;
import org.shardplan.rule.Scope;
import org.shardplan.space.SearchSpace;

/**
 * Everything that can be decided before stages are lined up: data- and expert-parallel width, micro-batch, precision,
 * states, and with them the tensor-parallel degree of every group of nodes. Each group is asked by the rules of single
 * pools as if it were a layout of its own.
 *
 * <p>ZeRO-2 and 3 exchange gradients or weights with every micro-batch, so pipelines go without them here.
 */
final class Settings {

    private final MixedProblem mixed;
    private final Problem problem;
    private final LayoutEstimator estimator;
    private final RuleBook<Candidate> rules;
    private final SearchSpace space;

    Settings(MixedProblem mixed) {
        this.mixed = mixed;
        this.problem = mixed.training();
        this.estimator = new LayoutEstimator(problem);
        RuleBook<Candidate> standard = RuleBook.standard();
        Rule<Candidate> useAll = standard.rule("use-all").orElseThrow();
        this.rules = standard.without(useAll);
        this.space = new SearchSpace(estimator);
    }

    List<Setting> all() {
        List<Setting> settings = new ArrayList<>();
        int widest = IntStream.range(0, problem.cluster().pools().size()).map(this::gpus).max().orElse(0);
        for (int data = 1; data <= Math.min(widest, problem.training().globalBatch()); data++) {
            if (problem.training().globalBatch() % data == 0) {
                add(data, settings);
            }
        }
        return settings;
    }

    private int gpus(int pool) {
        return mixed.nodes(pool) * problem.pool(pool).node().gpus();
    }

    private void add(int data, List<Setting> settings) {
        List<Mesh> all = meshes(data);
        for (Shared shared : shared(all)) {
            List<Mesh> meshes = all.stream().filter(mesh -> mesh.expert() == shared.expert()).toList();
            List<Place> places = meshes.stream().flatMap(mesh -> space.executions(mesh).stream()
                    .filter(execution -> isOf(shared, execution)).filter(execution -> isWanted(mesh, execution))
                    .map(execution -> place(mesh, execution))).toList();
            settings.add(new Setting(shared, places));
        }
    }

    private static boolean isOf(Shared shared, Execution execution) {
        return execution.microBatch() == shared.microBatch() && execution.precision() == shared.precision();
    }

    /** Sequence parallelism saves memory and time: it is left off only where it cannot be on. */
    private boolean isWanted(Mesh mesh, Execution execution) {
        return execution.sequenceParallel() || !space.executions(mesh).contains(
                new Execution(execution.microBatch(), true, execution.precision()));
    }

    private Place place(Mesh mesh, Execution execution) {
        int gpus = (int) mesh.ranksPerStage();
        return new Place(mesh.pool(), gpus / problem.pool(mesh.pool()).node().gpus(), mesh.tensor(),
                execution.sequenceParallel());
    }

    /** What a stage can run on at this width: whole nodes whose GPUs it divides, and whole experts on them. */
    private List<Mesh> meshes(int data) {
        List<Mesh> meshes = new ArrayList<>();
        for (int pool = 0; pool < problem.cluster().pools().size(); pool++) {
            int perNode = problem.pool(pool).node().gpus();
            for (int nodes = 1; nodes <= mixed.nodes(pool); nodes++) {
                int tensor = nodes * perNode / data;
                if (tensor * data == nodes * perNode) {
                    add(pool, tensor, data, meshes);
                }
            }
        }
        return meshes;
    }

    private void add(int pool, int tensor, int data, List<Mesh> meshes) {
        IntStream.rangeClosed(1, Math.min(experts(), tensor * data))
                .mapToObj(expert -> new Mesh(pool, tensor, 1, data, 1, expert, 1)).filter(this::admits)
                .forEach(meshes::add);
    }

    private int experts() {
        return problem.model().feedForward() instanceof MixtureOfExperts mixture ? mixture.experts() : 1;
    }

    private boolean admits(Mesh mesh) {
        Layout probe = new Layout(mesh, new Execution(1, false, Precision.BF16), Schedule.PLAIN, Recomputation.NONE,
                StateSharding.of(ZeroStage.NONE));
        return rules.firstViolation(Scope.MESH, new Candidate(estimator, probe)).isEmpty();
    }

    private Set<Shared> shared(List<Mesh> meshes) {
        Set<Shared> shared = new LinkedHashSet<>();
        for (Mesh mesh : meshes) {
            for (Execution execution : space.executions(mesh)) {
                space.states(mesh).stream().filter(states -> !states.zeroStage().shardsGradients())
                        .forEach(states -> shared.add(new Shared(mesh.data(), mesh.expert(), execution.microBatch(),
                                execution.precision(), states)));
            }
        }
        return shared;
    }
}
