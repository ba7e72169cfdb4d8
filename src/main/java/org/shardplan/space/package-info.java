/** Which well-formed layouts a problem leaves open: candidate values, filtered by the structural rules of the rulebook. */
package org.shardplan.space;
