/** Training reports: verdict, repairs, charts, stages, runners-up. */
package org.shardplan.report.training;
