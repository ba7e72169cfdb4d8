package org.shardplan.serving.time;

/**
 * Stages of a pipeline on one pool, as equal as whole layers allow.
 *
 * <pre>  busiest = ⌈L/p⌉/L·layers + one sending on</pre>
 *
 * <p>Legend: L layers, p stages; seconds of all layers. Assumes that the LM head finds a stage with less to do.
 *
 * @param layers layers of the model
 * @param stages stages of the pipeline
 */
record EvenStages(int layers, int stages) {

    /** Seconds until all micro-batches in flight have a token: through all stages, or m·busiest. */
    double seconds(double[] parts, double microBatches) {
        return Math.max(StepBreakdown.sum(parts), microBatches * busiest(parts));
    }

    /** Seconds in which as many prompts as there are stages pass the busiest stage. */
    double promptSeconds(double[] parts) {
        return stages * busiest(parts) + parts[StepPart.ENGINE.ordinal()];
    }

    private double busiest(double[] parts) {
        double sending = parts[StepPart.PIPELINE_COMMUNICATION.ordinal()];
        double all = StepBreakdown.sum(parts) - sending - parts[StepPart.HEAD.ordinal()]
                - parts[StepPart.ENGINE.ordinal()];
        return Math.ceil((double) layers / stages) / layers * all + sending / stages;
    }
}
