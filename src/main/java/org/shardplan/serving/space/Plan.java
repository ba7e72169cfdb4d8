package org.shardplan.serving.space;

import java.util.List;
import org.shardplan.layout.ServingLayout;

/** A serving layout of which only the number of sequences is open. */
public sealed interface Plan {

    /** The replicas whose number of sequences is open. */
    Part main();

    /** All replicas. */
    List<Part> parts();

    /** Replicas of the other shape; 0 if there is none. */
    int others();

    /** The layout in which these replicas run so many sequences each at a time. */
    ServingLayout layout(int sequences);

    default int gpus() {
        return parts().stream().mapToInt(Part::gpus).sum();
    }

    /** Equal replicas. */
    record Equal(Part main) implements Plan {

        @Override
        public List<Part> parts() {
            return List.of(main);
        }

        @Override
        public int others() {
            return 0;
        }

        @Override
        public ServingLayout layout(int sequences) {
            return new ServingLayout.Aggregated(List.of(main.group(sequences)));
        }
    }

    /**
     * Replicas of two shapes that share all requests.
     *
     * @param main replicas of one shape
     * @param second replicas of another
     * @param sequences what each of those runs at a time: as many as it runs best alone
     */
    record Mixed(Part main, Part second, int sequences) implements Plan {

        @Override
        public List<Part> parts() {
            return List.of(main, second);
        }

        @Override
        public int others() {
            return second.count();
        }

        @Override
        public ServingLayout layout(int ofMain) {
            return new ServingLayout.Aggregated(List.of(main.group(ofMain), second.group(sequences)));
        }
    }

    /**
     * Prompts on other GPUs than answers.
     *
     * @param prefill replicas for prompts, one at a time each
     * @param main replicas for answers
     */
    record Apart(Part prefill, Part main) implements Plan {

        @Override
        public List<Part> parts() {
            return List.of(prefill, main);
        }

        @Override
        public int others() {
            return prefill.count();
        }

        @Override
        public ServingLayout layout(int sequences) {
            return new ServingLayout.Disaggregated(prefill.group(1), main.group(sequences));
        }
    }
}
