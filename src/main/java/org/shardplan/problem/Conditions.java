package org.shardplan.problem;

/**
 * Under which circumstances the run happens.
 *
 * @param framework the training framework
 * @param calibration measured constants
 * @param operations failures, checkpoints, power
 */
public record Conditions(Framework framework, Calibration calibration, Operations operations) {
}
