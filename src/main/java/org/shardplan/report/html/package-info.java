/** Reports as one web page each: everything in one file, nothing fetched, whatever users named escaped. */
package org.shardplan.report.html;
