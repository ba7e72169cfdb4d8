/** Quantities that cannot be mixed up: memory in GiB (2^30 bytes), bandwidth in GB/s (10^9 bytes), rates in TFLOP/s. */
package org.shardplan.units;
