package org.shardplan.serving.time;

import java.util.List;
import java.util.function.Function;

/**
 * Work that passes these stages.
 *
 * @param parts the stages, in their order
 */
record StagePassage(List<Part> parts) implements Passage {

    StagePassage {
        parts = List.copyOf(parts);
    }

    /**
     * One stage.
     *
     * @param kind pipelines of its kind, each stage of which is followed by one like the next
     * @param next pipelines of the next stage's kind, each stage of which is followed by one like this
     * @param share its share of all layers
     */
    record Part(KindTime kind, KindTime next, double share) {

        /** Sending on is as slow as either of the two finds it. */
        private double sending(Function<KindTime, StepBreakdown> work) {
            return Math.max(work.apply(kind).seconds(StepPart.PIPELINE_COMMUNICATION),
                    work.apply(next).seconds(StepPart.PIPELINE_COMMUNICATION)) / kind.stages();
        }

        /** What the stage takes of some work, by part. */
        StepBreakdown of(Function<KindTime, StepBreakdown> work, boolean isLast) {
            StepBreakdown whole = work.apply(kind);
            double[] own = new double[StepPart.values().length];
            for (StepPart part : StepPart.values()) {
                own[part.ordinal()] = switch (part) {
                    case MATRIX_WORK, EXPERTS, ATTENTION, MEMORY_BOUND, TENSOR_COMMUNICATION, EXPERT_COMMUNICATION ->
                            share * whole.seconds(part);
                    case HEAD -> isLast ? whole.seconds(part) : 0;
                    case PIPELINE_COMMUNICATION -> sending(work);
                    case ENGINE -> 0;
                };
            }
            return new StepBreakdown(own);
        }
    }

    @Override
    public int stages() {
        return parts.size();
    }

    @Override
    public Pass of(Function<KindTime, StepBreakdown> work) {
        double through = work.apply(parts.get(parts.size() - 1).kind()).seconds(StepPart.HEAD);
        double busiest = 0;
        double engine = 0;
        for (Part part : parts) {
            StepBreakdown whole = work.apply(part.kind());
            double seconds = part.share() * Passage.layers(whole) + part.sending(work);
            through += seconds;
            busiest = Math.max(busiest, seconds);
            engine = Math.max(engine, whole.seconds(StepPart.ENGINE));
        }
        return new Pass(through, busiest, engine);
    }
}
