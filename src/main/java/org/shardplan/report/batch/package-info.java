/** Reports on many cases: tables, frontiers, break points. */
package org.shardplan.report.batch;
