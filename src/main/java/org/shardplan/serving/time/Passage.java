package org.shardplan.serving.time;

import java.util.function.Function;

/** How work passes the stages of a pipeline. */
interface Passage {

    int stages();

    /**
     * Seconds of some work.
     *
     * @param work what it takes in a pipeline of one kind
     */
    Pass of(Function<KindTime, StepBreakdown> work);

    /**
     * Seconds of some work.
     *
     * @param through all stages one after the other, with the LM head
     * @param busiest the stage that takes longest for its layers and for sending on
     * @param engine the engine's own time, on the pool where it takes longest
     */
    record Pass(double through, double busiest, double engine) {
    }

    /** Seconds of all layers. */
    static double layers(StepBreakdown whole) {
        return whole.totalSeconds() - whole.seconds(StepPart.HEAD) - whole.seconds(StepPart.ENGINE)
                - whole.seconds(StepPart.PIPELINE_COMMUNICATION);
    }
}
