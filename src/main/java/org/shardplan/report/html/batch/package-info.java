/** Pages of many cases. */
package org.shardplan.report.html.batch;
