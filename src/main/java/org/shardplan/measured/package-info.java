/**
 * Published and own runs: predict them from what was decided before they started, compare with what was measured, fit
 * the constants of the model. Knows no files and no console.
 */
package org.shardplan.measured;
