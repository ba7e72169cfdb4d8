/** Reports on measured runs: how far predictions are off, and what was fitted. */
package org.shardplan.report.measured;
