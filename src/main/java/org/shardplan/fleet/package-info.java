/**
 * Many workloads on one cluster: which runs where, on how much, and what that is worth. The choice is a linear problem
 * with few shared limits, so prices on the limits bound it closely; small fleets are solved exactly.
 */
package org.shardplan.fleet;
