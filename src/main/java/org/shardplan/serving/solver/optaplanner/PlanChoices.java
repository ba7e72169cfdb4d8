package org.shardplan.serving.solver.optaplanner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.shardplan.serving.rule.ServingCandidate;
import org.shardplan.serving.solver.BestBatch;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Part;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;

/** The plans of a search space, and what was found out about them: moves come back to the same plans often. */
final class PlanChoices {

    /** Share of moves that stay in the family of the present plan. */
    private static final double SAME_FAMILY = 0.5;
    /** Share of moves to families that share a shape with the present one. */
    private static final double RELATED = 0.4;

    private final ServingSpace space;
    private final BestBatch batch;
    private final List<Family> families = new ArrayList<>();
    private final Map<Family, List<Plan>> plans = new HashMap<>();
    private final Map<Shape, List<Family>> related = new HashMap<>();
    private final Map<Plan, ServingCandidate> known = new HashMap<>();

    PlanChoices(ServingSpace space) {
        this.space = space;
        this.batch = new BestBatch(space);
        for (Family family : space.families()) {
            if (!space.batches(family.main()).isEmpty() && !plans(family).isEmpty()) {
                families.add(family);
                shapes(family).forEach(shape ->
                        related.computeIfAbsent(shape, ignored -> new ArrayList<>()).add(family));
            }
        }
    }

    private static Stream<Shape> shapes(Family family) {
        return Stream.concat(Stream.of(family.main()), family.other().stream());
    }

    private List<Plan> plans(Family family) {
        return plans.computeIfAbsent(family, space::plans);
    }

    /** The plan with the number of sequences that suits it best. */
    ServingCandidate candidate(Plan plan) {
        return known.computeIfAbsent(plan, some -> batch.of(some).orElseThrow());
    }

    /** Any plan; nothing if there is none. */
    Optional<Plan> any(Random random) {
        return families.isEmpty() ? Optional.empty() : Optional.of(any(plans(any(families, random)), random));
    }

    /** A plan near this one: other numbers of the same replicas, or replicas of another shape. */
    Plan near(Plan plan, Random random) {
        double draw = random.nextDouble();
        Part part = any(plan.parts(), random);
        List<Family> around = related.get(part.shape());
        if (draw < SAME_FAMILY) {
            return nearest(any(around, random), plan, random);
        }
        return nearest(draw < SAME_FAMILY + RELATED ? any(families, random) : any(around, random), plan, random);
    }

    /** Of a few plans of a family the one that is nearest in GPUs. */
    private Plan nearest(Family family, Plan plan, Random random) {
        Plan nearest = any(plans(family), random);
        for (int draws = random.nextInt(4); draws > 0; draws--) {
            Plan other = any(plans(family), random);
            if (Math.abs(other.gpus() - plan.gpus()) < Math.abs(nearest.gpus() - plan.gpus())) {
                nearest = other;
            }
        }
        return nearest;
    }

    private static <T> T any(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
