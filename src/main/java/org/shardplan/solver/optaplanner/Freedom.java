package org.shardplan.solver.optaplanner;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Mesh;

/** Two degrees of a mesh that may differ while the others are shared. */
record Freedom(Degree one, Degree other) {

    /** Every pair. */
    static final List<Freedom> ALL = pairs();

    /** What a mesh can be changed in; expert and expert-tensor parallelism change together. */
    private enum Degree {
        POOL, TENSOR, PIPELINE, DATA, CONTEXT, EXPERTS
    }

    private static final int FREE = -1;

    private static List<Freedom> pairs() {
        List<Freedom> pairs = new ArrayList<>();
        for (Degree one : Degree.values()) {
            for (Degree other : Degree.values()) {
                if (one.compareTo(other) < 0) {
                    pairs.add(new Freedom(one, other));
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** What the mesh shares with its neighbours; equal for all of them. */
    Mesh shared(Mesh mesh) {
        return new Mesh(
                fixed(Degree.POOL, mesh.pool()),
                fixed(Degree.TENSOR, mesh.tensor()),
                fixed(Degree.PIPELINE, mesh.pipeline()),
                fixed(Degree.DATA, mesh.data()),
                fixed(Degree.CONTEXT, mesh.context()),
                fixed(Degree.EXPERTS, mesh.expert()),
                fixed(Degree.EXPERTS, mesh.expertTensor()));
    }

    private int fixed(Degree degree, int value) {
        return degree == one || degree == other ? FREE : value;
    }
}
