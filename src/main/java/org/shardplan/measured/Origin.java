package org.shardplan.measured;

/**
 * Where a run was reported.
 *
 * @param file name of the table
 * @param line line of the table on which the run starts, from 1
 * @param source short name of the publication or framework
 * @param evidence what its figures are worth
 */
public record Origin(String file, long line, String source, Evidence evidence) {
}
