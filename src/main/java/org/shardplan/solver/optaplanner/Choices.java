package org.shardplan.solver.optaplanner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.Execution;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Schedule;
import org.shardplan.layout.StateSharding;
import org.shardplan.rule.Candidate;
import org.shardplan.space.SearchSpace;

/** The search space, remembered: moves ask for the choices of the same meshes again and again. */
final class Choices {

    private final SearchSpace space;
    private final MeshNeighbours neighbours;
    private final RecomputationChoice recomputation;
    private final Map<Mesh, List<Execution>> executions = new HashMap<>();
    private final Map<Mesh, List<StateSharding>> states = new HashMap<>();

    Choices(SearchSpace space) {
        this.space = space;
        this.neighbours = new MeshNeighbours(space);
        this.recomputation = new RecomputationChoice(space.estimator());
    }

    List<Mesh> meshes() {
        return space.meshes();
    }

    MeshNeighbours neighbours() {
        return neighbours;
    }

    List<Execution> executions(Mesh mesh) {
        return executions.computeIfAbsent(mesh, space::executions);
    }

    List<Schedule> schedules(Mesh mesh, Execution execution) {
        return space.schedules(mesh, execution);
    }

    List<StateSharding> states(Mesh mesh) {
        return states.computeIfAbsent(mesh, space::states);
    }

    /** The layout with the best recomputation for everything else. */
    Layout leastRecomputed(Layout layout) {
        return layout.with(recomputation.best(layout, space.recomputations(layout.mesh(), layout.schedule())));
    }

    Candidate candidate(Layout layout) {
        return new Candidate(space.estimator(), layout);
    }
}
