/** The order of a pipeline's nodes with OptaPlanner; everything else is found exactly inside the score. */
package org.shardplan.mixed.optaplanner;
