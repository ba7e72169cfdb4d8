/** Reports on mixed pipelines. */
package org.shardplan.report.mixed;
