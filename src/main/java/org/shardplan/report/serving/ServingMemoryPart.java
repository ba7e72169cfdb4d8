package org.shardplan.report.serving;

import org.shardplan.layout.Named;
import org.shardplan.serving.estimate.GroupEstimate;
import org.shardplan.serving.memory.ServingMemory;

/** What the memory of a GPU that serves is for. Where the engine starts, the parts are all that is usable. */
public enum ServingMemoryPart implements Named {
    WEIGHTS("weights"),
    WORKSPACE("engine's workspace"),
    IN_USE("keys and values in use"),
    FREE("keys and values, free"),
    KEPT_FREE("kept free");

    private final String label;

    ServingMemoryPart(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** GiB on the fullest GPU; keys and values in use are those of the sequences that run on average. */
    public double gib(GroupEstimate group) {
        ServingMemory memory = group.memory();
        double room = Math.max(0, memory.keyValues().gib());
        double running = group.occupancy().sequences() / group.group().replica().split().attentionData();
        double used = Math.min(room, running * memory.perSequence().gib());
        return switch (this) {
            case WEIGHTS -> memory.weights().gib();
            case WORKSPACE -> memory.workspace().gib();
            case IN_USE -> used;
            case FREE -> room - used;
            case KEPT_FREE -> Math.max(0, memory.usable().gib() - memory.weights().gib() - memory.workspace().gib()
                    - room);
        };
    }
}
