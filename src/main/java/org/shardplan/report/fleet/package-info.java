/** Reports on fleets: plans, absences, what resources are worth, why a workload is where it is. */
package org.shardplan.report.fleet;
