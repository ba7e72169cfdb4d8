/** Pages of mixed pipelines. */
package org.shardplan.report.html.mixed;
