/** Why this serving layout, why not that one, and what is near. */
package org.shardplan.serving.explain;
