/** Mixed pipelines of a training: what stages cost by the formulas of single pools, and the best of all settings. */
package org.shardplan.mixed.planner;
