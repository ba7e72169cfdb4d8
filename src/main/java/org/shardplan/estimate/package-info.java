/** One layout in, all its numbers out: memory, time, utilisation, money, energy. */
package org.shardplan.estimate;
