/** What every report is drawn with: figures as people write them, columns, bars, colours, titles and closings. */
package org.shardplan.report.page;
