/** Why a mixed pipeline is as it is: its rules, other orders of its stages, what one more node would bring. */
package org.shardplan.mixed.explain;
