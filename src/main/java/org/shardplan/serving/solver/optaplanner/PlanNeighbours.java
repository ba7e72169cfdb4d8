package org.shardplan.serving.solver.optaplanner;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shardplan.serving.space.Branch;
import org.shardplan.serving.space.Families;
import org.shardplan.serving.space.Family;
import org.shardplan.serving.space.Plan;
import org.shardplan.serving.space.ServingSpace;
import org.shardplan.serving.space.Shape;

/**
 * Where moves go from a plan: one setting of one shape changed, other numbers of the same replicas, replicas of another
 * shape, or another way to share the work. Ways to share it are drawn alike, however many plans each has: pairs of
 * shapes outnumber single ones.
 */
final class PlanNeighbours {

    /** Share of moves that change one setting of one shape. */
    private static final double ONE_SETTING = 0.3;
    /** Of the others, share of moves that keep the shapes of replicas. */
    private static final double SAME_SHAPES = 0.4;
    /** Share of moves that keep one of the shapes. */
    private static final double ONE_SHAPE = 0.4;
    /** Share of moves that share the work in the same way. */
    private static final double SAME_KIND = 0.7;
    /** Moves change GPUs by up to so many times. */
    private static final double WIDEST = 3;

    private final ServingSpace space;
    private final Map<Family.Kind, List<Family>> families;
    private final List<Branch> branches;
    private final Map<Shape, Map<Family.Kind, List<Family>>> related = new HashMap<>();
    private final Map<Family, List<Family>> beside = new HashMap<>();

    PlanNeighbours(ServingSpace space) {
        this.space = space;
        this.branches = space.branches().stream().filter(branch -> space.layouts(branch) > 0).toList();
        this.families = byKind(branches);
    }

    private static Map<Family.Kind, List<Family>> byKind(List<Branch> branches) {
        Map<Family.Kind, List<Branch>> some = branches.stream().collect(
                Collectors.groupingBy(Branch::kind, () -> new EnumMap<>(Family.Kind.class), Collectors.toList()));
        Map<Family.Kind, List<Family>> byKind = new EnumMap<>(Family.Kind.class);
        some.forEach((kind, ofKind) -> byKind.put(kind, new Families(ofKind)));
        return byKind;
    }

    /** Families in which a shape stands. */
    private Map<Family.Kind, List<Family>> related(Shape shape) {
        return related.computeIfAbsent(shape, some -> byKind(
                branches.stream().flatMap(branch -> branch.with(some)).toList()));
    }

    private List<Plan> plans(Family family) {
        return space.plans(family);
    }

    /** Any plan; nothing if there is none. */
    Optional<Plan> any(Random random) {
        return families.isEmpty() ? Optional.empty() : Optional.of(any(plans(anyOf(families, random)), random));
    }

    /** A plan near this one. */
    Plan near(Plan plan, Random random) {
        return random.nextDouble() < ONE_SETTING
                ? nearest(any(beside(Family.of(plan)), random), plan, gpus(plan, plan.parts().size()))
                : elsewhere(plan, random);
    }

    /** Families in which one setting of one shape differs, the family itself among them. */
    private List<Family> beside(Family family) {
        return beside.computeIfAbsent(family, one -> around(one).filter(other -> one.isBeside(other)).toList());
    }

    private Stream<Family> around(Family family) {
        return family.other().isEmpty() ? families.get(family.kind()).stream()
                : family.shapes().stream().flatMap(shape -> related(shape).get(family.kind()).stream());
    }

    private Plan elsewhere(Plan plan, Random random) {
        Map<Family.Kind, List<Family>> around = related(any(plan.parts(), random).shape());
        double draw = random.nextDouble();
        if (draw < SAME_SHAPES && random.nextDouble() < SAME_KIND) {
            return jittered(Family.of(plan), plan, random);
        }
        Map<Family.Kind, List<Family>> open = draw < SAME_SHAPES + ONE_SHAPE ? around : families;
        List<Family> same = open.get(Family.of(plan).kind());
        return jittered(random.nextDouble() < SAME_KIND ? any(same, random) : anyOf(open, random), plan, random);
    }

    /** The plan of a family whose replicas come nearest to GPUs drawn around those of another plan. */
    private Plan jittered(Family family, Plan plan, Random random) {
        double[] wanted = gpus(plan, family.shapes().size());
        for (int part = 0; part < wanted.length; part++) {
            wanted[part] *= random.nextBoolean() ? 1 : Math.pow(WIDEST, 2 * random.nextDouble() - 1);
        }
        return nearest(family, plan, wanted);
    }

    /** The other plan of a family whose replicas come nearest to so many GPUs. */
    private Plan nearest(Family family, Plan plan, double[] wanted) {
        List<Plan> open = plans(family);
        Plan nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (Plan other : open) {
            double distance = distance(other, wanted);
            if (distance < least && !other.equals(plan)) {
                nearest = other;
                least = distance;
            }
        }
        return nearest == null ? plan : nearest;
    }

    /** GPUs of the parts of a plan, or shared out alike among so many. */
    private static double[] gpus(Plan plan, int parts) {
        double[] gpus = new double[parts];
        for (int part = 0; part < parts; part++) {
            gpus[part] = parts == plan.parts().size() ? plan.parts().get(part).gpus() : (double) plan.gpus() / parts;
        }
        return gpus;
    }

    private static double distance(Plan plan, double[] wanted) {
        double distance = 0;
        for (int part = 0; part < wanted.length; part++) {
            distance += Math.abs(Math.log(plan.parts().get(part).gpus() / wanted[part]));
        }
        return distance;
    }

    private static Family anyOf(Map<Family.Kind, List<Family>> byKind, Random random) {
        return any(any(List.copyOf(byKind.values()), random), random);
    }

    private static <T> T any(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
