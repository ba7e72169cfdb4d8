/** Serving reports: answers, verdicts, memory and latency. */
package org.shardplan.report.serving;
