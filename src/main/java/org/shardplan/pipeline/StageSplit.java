package org.shardplan.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.problem.Model;

/**
 * Distributes the layers of a model over pipeline stages.
 *
 * <p>There are {@code stages · chunks} virtual stages; virtual stage j sits on stage j mod stages. Each gets
 * {@code floor(layers / virtual)} layers. What remains goes, one layer each, to the last virtual stages before the one
 * that holds the LM head: that one has more to compute, and the first stage has most micro-batches in flight. For 126
 * layers on 16 stages this gives 7 layers to the two ends and 8 to the others, as Llama 3 405B was trained
 * (arXiv:2407.21783, section 3.3.2).
 */
public final class StageSplit {

    /** The first and the last virtual stage may hold only the embedding and the LM head. */
    private static final int MOST_EMPTY = 2;

    private final List<Stage> stages;

    private StageSplit(List<Stage> stages) {
        this.stages = List.copyOf(stages);
    }

    /**
     * Splits a model. Stages or chunks that no layer is left for are not looked at one by one: a rule rejects such
     * layouts, but they must still have an answer.
     */
    public static StageSplit of(Model model, int stages, int chunks) {
        List<Stage> different = new ArrayList<>();
        each(model, stages, chunks).forEach(stage -> add(different, stage));
        return new StageSplit(different);
    }

    /** Every stage by itself, in pipeline order; no more than there are layers and ends. */
    public static List<Stage> each(Model model, int stages, int chunks) {
        int virtual = model.layers() + MOST_EMPTY;
        int sensibleStages = Math.min(stages, virtual);
        int sensibleChunks = Math.max(1, Math.min(chunks, virtual / sensibleStages));
        List<Stage> each = new ArrayList<>();
        for (int index = 0; index < sensibleStages; index++) {
            each.add(stage(model, sensibleStages, sensibleChunks, index));
        }
        return each;
    }

    /** Stages that differ in what they hold, each with its number of copies, in pipeline order. */
    public List<Stage> stages() {
        return stages;
    }

    /** Most layers that any stage holds. */
    public int mostLayers() {
        int most = 0;
        for (Stage stage : stages) {
            most = Math.max(most, stage.layers());
        }
        return most;
    }

    /** Layers of every virtual stage, in the order in which a micro-batch passes them. */
    public static List<Integer> virtualStages(Model model, int stages, int chunks) {
        List<Integer> layers = new ArrayList<>();
        int all = stages * chunks;
        for (int virtual = 0; virtual < all; virtual++) {
            layers.add(firstLayer(model.layers(), all, virtual + 1) - firstLayer(model.layers(), all, virtual));
        }
        return layers;
    }

    private static Stage stage(Model model, int stages, int chunks, int index) {
        int layers = 0;
        int experts = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            int virtual = chunk * stages + index;
            int from = firstLayer(model.layers(), stages * chunks, virtual);
            int to = firstLayer(model.layers(), stages * chunks, virtual + 1);
            layers += to - from;
            experts += model.feedForward().expertLayers(to) - model.feedForward().expertLayers(from);
        }
        return new Stage(index, 1, layers - experts, experts, index == 0, index == stages - 1);
    }

    /** Layers before this virtual stage. */
    private static int firstLayer(int layers, int virtualStages, int virtual) {
        int each = layers / virtualStages;
        int remaining = layers % virtualStages;
        int firstWithOneMore = virtualStages - 1 - remaining;
        int extra = Math.min(Math.max(0, virtual - firstWithOneMore), remaining);
        return virtual * each + extra;
    }

    private static void add(List<Stage> different, Stage stage) {
        for (int i = 0; i < different.size(); i++) {
            if (different.get(i).holdsTheSameAs(stage)) {
                different.set(i, different.get(i).withOneMoreCopy());
                return;
            }
        }
        different.add(stage);
    }
}
