package org.shardplan.io.layout;

import java.util.OptionalInt;
import org.shardplan.io.catalogue.PoolField;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.WholeNumber;
import org.shardplan.layout.Mesh;
import org.shardplan.problem.Cluster;

/** Reads the GPUs of a layout and their split; whichever of {@code gpus} and {@code dp} is missing follows. */
final class MeshReader {

    private static final int MOST = 1_000_000;
    private static final long MOST_GPUS = 1_000_000_000;
    private static final WholeNumber DEGREE = WholeNumber.between(1, MOST, "");
    private static final WholeNumber GPUS = WholeNumber.between(1, MOST, "GPUs");

    private final Fields fields;
    private final Cluster cluster;

    private MeshReader(Fields fields, Cluster cluster) {
        this.fields = fields;
        this.cluster = cluster;
    }

    static Mesh read(Fields fields, Cluster cluster) {
        return new MeshReader(fields, cluster).mesh();
    }

    private Mesh mesh() {
        int pool = fields.optional(LayoutKey.GPU.label(), new PoolField(cluster), 0);
        OptionalInt gpus = fields.optionalNumber(LayoutKey.GPUS.label(), GPUS);
        int tensor = degree(LayoutKey.TENSOR);
        int pipeline = degree(LayoutKey.PIPELINE);
        OptionalInt data = fields.optionalNumber(LayoutKey.DATA.label(), DEGREE);
        int context = degree(LayoutKey.CONTEXT);
        long replica = replica(tensor, pipeline, context);
        int follows = (int) Math.max(1, gpus.orElse(cluster.pools().get(pool).count()) / replica);
        Mesh mesh = new Mesh(pool, tensor, pipeline, data.orElse(follows), context, degree(LayoutKey.EXPERT),
                degree(LayoutKey.EXPERT_TENSOR));
        check(mesh, gpus, replica);
        return mesh;
    }

    private int degree(LayoutKey key) {
        return fields.optional(key.label(), DEGREE, 1);
    }

    /** GPUs of one model replica, or slightly too many if there are far too many. */
    private static long replica(int tensor, int pipeline, int context) {
        return Math.min((long) tensor * pipeline, MOST_GPUS + 1) * context;
    }

    private void check(Mesh mesh, OptionalInt gpus, long replica) {
        if (replica > MOST_GPUS || replica * mesh.data() > MOST_GPUS) {
            fields.reject("The product tp · pp · dp · cp must be at most 1,000,000,000 GPUs.");
        } else if (gpus.isPresent() && mesh.gpus() != gpus.getAsInt() && fields.isSound()) {
            disagree(mesh, gpus.getAsInt(), replica);
        }
    }

    private void disagree(Mesh mesh, int gpus, long replica) {
        String factors = "tp" + mesh.tensor() + " · pp" + mesh.pipeline() + " · cp" + mesh.context();
        if (fields.has(LayoutKey.DATA.label())) {
            fields.reject(LayoutKey.GPUS.label(),
                    "be " + factors + " · dp" + mesh.data() + " = " + mesh.gpus(), "leave out gpus or dp");
        } else if (replica > gpus) {
            fields.reject(LayoutKey.GPUS.label(), "be at least " + factors + " = " + replica, "lower one of them");
        } else {
            fields.warn(LayoutKey.GPUS.label(),
                    "The gpus (" + gpus + ") are no multiple of " + factors + ": " + mesh.gpus() + " are used.");
        }
    }
}
