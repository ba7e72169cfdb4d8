package org.shardplan.serving.estimate;

import org.shardplan.layout.ReplicaGroup;
import org.shardplan.serving.memory.ServingMemory;
import org.shardplan.serving.time.StepBreakdown;

/**
 * Numbers of one group of equal replicas.
 *
 * @param group the group
 * @param memory device memory of the fullest GPU
 * @param decode one step that gives every running sequence its next token, by part
 * @param prompt one prompt worked off alone, by part
 * @param occupancy how busy one replica is
 */
public record GroupEstimate(
        ReplicaGroup group, ServingMemory memory, StepBreakdown decode, StepBreakdown prompt, Occupancy occupancy) {

    /**
     * How busy one replica is.
     *
     * @param sequences sequences that run at a time, on average
     * @param share requests it gets over requests at which it saturates; 1 or more means that requests queue up
     */
    public record Occupancy(double sequences, double share) {
    }
}
