/** Bytes on a GPU, by named part: parameters, their states, activations, buffers. Pure formulas. */
package org.shardplan.memory;
