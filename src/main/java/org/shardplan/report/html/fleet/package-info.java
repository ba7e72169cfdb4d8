/** Pages of fleets. */
package org.shardplan.report.html.fleet;
