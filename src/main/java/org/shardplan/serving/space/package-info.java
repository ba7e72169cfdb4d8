/** Which serving layouts are well formed: shapes of replicas, their numbers, and how they share the work. */
package org.shardplan.serving.space;
