/** Seconds of a training step, by named part: compute, communication, pipeline, optimizer. Pure formulas. */
package org.shardplan.time;
