package org.shardplan.space;

/**
 * How much of a search space to list: absurd problems have more meshes than there is time or memory for.
 *
 * @param deadline when to stop listing
 * @param mostMeshes how many meshes to keep, at least 1
 */
public record Extent(Deadline deadline, int mostMeshes) {

    /** Many times what the largest clusters need, and still within a GiB of memory. */
    private static final int USUAL = 2_000_000;

    public static Extent usual() {
        return until(Deadline.never());
    }

    public static Extent until(Deadline deadline) {
        return new Extent(deadline, USUAL);
    }
}
