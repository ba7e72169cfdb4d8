/** Pages of serving problems. */
package org.shardplan.report.html.serving;
