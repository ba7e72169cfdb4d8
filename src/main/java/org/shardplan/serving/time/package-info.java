/** Seconds of serving: kernels, collectives, one step, one prompt, and queues in front of them. */
package org.shardplan.serving.time;
