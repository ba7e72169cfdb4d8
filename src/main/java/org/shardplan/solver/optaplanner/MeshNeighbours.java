package org.shardplan.solver.optaplanner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.shardplan.layout.Mesh;
import org.shardplan.space.SearchSpace;

/**
 * Meshes near a mesh: those that differ in two degrees, preferably of a similar size, because good layouts of a problem
 * use similar numbers of GPUs.
 */
final class MeshNeighbours {

    /** Of up to so many meshes drawn, the one that is nearest in GPUs is taken. */
    private static final int MOST_DRAWS = 3;
    /** Share of draws among all meshes, so that no mesh is out of reach. */
    private static final double ANYWHERE = 0.1;

    private final SearchSpace space;
    private final Map<Freedom, Map<Mesh, List<Mesh>>> groups = new HashMap<>();

    MeshNeighbours(SearchSpace space) {
        this.space = space;
    }

    /** A random mesh near this one, now and then this one itself. */
    Mesh near(Mesh mesh, Random random) {
        List<Mesh> field = random.nextDouble() < ANYWHERE ? space.meshes() : group(mesh, random);
        Mesh nearest = draw(field, random);
        for (int i = random.nextInt(MOST_DRAWS); i > 0; i--) {
            Mesh other = draw(field, random);
            if (distance(other, mesh) < distance(nearest, mesh)) {
                nearest = other;
            }
        }
        return nearest;
    }

    private List<Mesh> group(Mesh mesh, Random random) {
        Freedom freedom = Freedom.ALL.get(random.nextInt(Freedom.ALL.size()));
        return groups.computeIfAbsent(freedom, this::groups).getOrDefault(freedom.shared(mesh), List.of(mesh));
    }

    private Map<Mesh, List<Mesh>> groups(Freedom freedom) {
        Map<Mesh, List<Mesh>> alike = new HashMap<>();
        for (Mesh mesh : space.meshes()) {
            alike.computeIfAbsent(freedom.shared(mesh), ignored -> new ArrayList<>()).add(mesh);
        }
        return alike;
    }

    private static Mesh draw(List<Mesh> field, Random random) {
        return field.get(random.nextInt(field.size()));
    }

    private static long distance(Mesh one, Mesh other) {
        return Math.abs(one.gpus() - other.gpus());
    }
}
