package org.shardplan.report.html.piece;

import org.shardplan.layout.Mesh;

/**
 * Where each rank of a mesh stands: tensor first, then context, data, pipeline.
 *
 * @param mesh the mesh
 */
public record Ranks(Mesh mesh) {

    long tensor(long rank) {
        return rank % mesh.tensor();
    }

    long context(long rank) {
        return rank / mesh.tensor() % mesh.context();
    }

    public long data(long rank) {
        return rank / mesh.tensor() / mesh.context() % mesh.data();
    }

    public long stage(long rank) {
        return rank / mesh.ranksPerStage();
    }

    /** In which groups of rank 0 a rank is, a letter for each; the number of rank 0 itself. */
    public String peers(long rank) {
        if (rank == 0) {
            return "0";
        }
        StringBuilder letters = new StringBuilder();
        if (stage(rank) == 0) {
            letters.append(context(rank) == 0 && data(rank) == 0 ? "T" : "")
                    .append(tensor(rank) == 0 && data(rank) == 0 ? "C" : "")
                    .append(tensor(rank) == 0 && context(rank) == 0 ? "D" : "")
                    .append(isExpertPeer(rank) ? "E" : "");
        }
        return letters.append(rank % mesh.ranksPerStage() == 0 ? "P" : "").toString();
    }

    /** Expert groups count their ranks apart: expert-tensor first, then expert. */
    private boolean isExpertPeer(long rank) {
        return rank % mesh.expertTensor() == 0 && rank / mesh.expertTensor() < mesh.expert();
    }

    public String described(long rank) {
        StringBuilder words = new StringBuilder("rank ").append(rank);
        append(words, "tensor", tensor(rank), mesh.tensor());
        append(words, "context", context(rank), mesh.context());
        append(words, "data", data(rank), mesh.data());
        append(words, "stage", stage(rank), mesh.pipeline());
        return words.toString();
    }

    private static void append(StringBuilder words, String name, long index, int size) {
        if (size > 1) {
            words.append(", ").append(name).append(' ').append(index).append(" of ").append(size);
        }
    }
}
