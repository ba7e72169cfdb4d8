package org.shardplan.serving.solver;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.shardplan.layout.ServingLayout;
import org.shardplan.problem.ServingProblem;
import org.shardplan.serving.estimate.Upkeep;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;

/** Bounds on the layouts of a space; shapes stand in many families, so what is found out about them is kept. */
final class Bounds {

    private final ServingSpace space;
    private final ServingProblem problem;
    private final Map<Shape, Side> known = new HashMap<>();
    /** By the lists of a space themselves: to compare them shape by shape would take longer than a bound. */
    private final Map<List<Shape>, Side> best = new IdentityHashMap<>();

    Bounds(ServingSpace space) {
        this.space = space;
        this.problem = space.problem();
    }

    FamilyBound of(Branch branch) {
        return new FamilyBound(new Sides(problem, branch.kind(), side(branch.mains()), side(branch.others())));
    }

    private Side side(List<Shape> shapes) {
        return shapes.isEmpty() ? Side.NONE
                : shapes.size() == 1 ? side(shapes.get(0))
                : best.computeIfAbsent(shapes, all -> all.stream().map(this::side).reduce(Side::or).orElseThrow());
    }

    private Side side(Shape shape) {
        return known.computeIfAbsent(shape, some -> Side.of(problem, some, upkeep(some), space.capability(some)));
    }

    private double upkeep(Shape shape) {
        Upkeep one = new Upkeep(problem, new ServingLayout.Aggregated(shape.replica(1), 1));
        return switch (problem.goal().objective()) {
            case COST, COST_PER_MILLION_TOKENS -> one.usdPerHour();
            case ENERGY -> one.averagePowerKw();
            case GPU_COUNT, THROUGHPUT_PER_GPU -> shape.gpus();
            case LATENCY, THROUGHPUT -> 0;
        };
    }
}
