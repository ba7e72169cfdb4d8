/**
 * Pipelines over nodes of several classes: in which order stages follow each other, how many nodes and layers each has.
 * Knows seconds, not GPUs; {@code planner} fills in what a training costs.
 */
package org.shardplan.mixed;
