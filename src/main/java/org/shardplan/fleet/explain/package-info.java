/** Why a plan of a fleet is as it is: what every place costs, what keeps workloads out, what would make room. */
package org.shardplan.fleet.explain;
