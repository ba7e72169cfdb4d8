/** One serving layout in, all its numbers out. */
package org.shardplan.serving.estimate;
