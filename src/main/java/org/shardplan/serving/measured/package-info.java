/** Measured runs of served models: what the model predicts for them, how far off that is, and what they teach it. */
package org.shardplan.serving.measured;
