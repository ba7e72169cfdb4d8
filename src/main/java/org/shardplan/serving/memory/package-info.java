/** Bytes of weights, keys and values on the fullest GPU of a replica. */
package org.shardplan.serving.memory;
