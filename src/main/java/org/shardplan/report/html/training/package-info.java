/** Pages of training problems. */
package org.shardplan.report.html.training;
