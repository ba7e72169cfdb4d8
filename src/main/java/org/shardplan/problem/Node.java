package org.shardplan.problem;

import org.shardplan.units.Bytes;

/**
 * One server.
 *
 * @param gpus GPUs in it
 * @param hostMemory memory of its CPUs
 */
public record Node(int gpus, Bytes hostMemory) {
}
