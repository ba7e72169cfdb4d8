package org.shardplan.memory;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.memory.ActivationTerm.Layers;
import org.shardplan.pipeline.InFlight;
import org.shardplan.pipeline.Stage;
import org.shardplan.pipeline.StageSplit;
import org.shardplan.problem.Framework;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Problem;
import org.shardplan.problem.Training;
import org.shardplan.units.Bytes;

/** Device memory of a training layout: every stage that differs, and the fullest of them. */
public final class TrainingMemory {

    private static final int PARTS = MemoryPart.values().length;

    private final Model model;
    private final Training training;
    private final ActivationMemory activations;
    private final StateMemory states;
    private final ParameterCount count;
    private final Framework.Overheads overheads;
    private final Framework.Selective selective;

    public TrainingMemory(Problem problem) {
        this.model = problem.model();
        this.training = problem.training();
        this.activations = new ActivationMemory(model, training, problem.conditions().framework());
        this.states = new StateMemory(problem.conditions().framework());
        this.count = new ParameterCount(model);
        this.overheads = problem.conditions().framework().overheads();
        this.selective = problem.conditions().framework().kernels().selective();
    }

    /** What one rank of a mesh holds. */
    public RankParameters parameters(Mesh mesh) {
        return RankParameters.of(count, model, training.adapter(), mesh);
    }

    /** Memory of the fullest stage. */
    public MemoryBreakdown fullest(Layout layout, StageSplit split) {
        LayerBytes bytes = layerBytes(layout);
        MemoryBreakdown fullest = null;
        for (Stage stage : split.stages()) {
            MemoryBreakdown candidate = of(layout, stage, bytes);
            if (fullest == null || candidate.totalBytes() > fullest.totalBytes()) {
                fullest = candidate;
            }
        }
        return fullest;
    }

    /** Memory of one stage. */
    public MemoryBreakdown of(Layout layout, Stage stage) {
        return of(layout, stage, layerBytes(layout));
    }

    /** Most optimizer state that one GPU of any stage keeps in host memory, in bytes. */
    public double hostBytesPerGpu(Layout layout, StageSplit split) {
        double most = 0;
        if (layout.states().offloaded()) {
            RankParameters rank = parameters(layout.mesh());
            for (Stage stage : split.stages()) {
                most = Math.max(most, states.optimizer(stage, layout, rank));
            }
        }
        return most;
    }

    /** Parameters whose optimizer state one rank of a stage keeps. */
    public double optimizerParameters(Stage stage, Layout layout, RankParameters rank) {
        return states.optimizerParameters(stage, layout, rank);
    }

    /** The formulas of model states and activations on one stage, with their numbers. */
    public List<MemoryTerm> terms(Layout layout, Stage stage) {
        LayerBytes layer = layerBytes(layout);
        List<MemoryTerm> terms = new ArrayList<>(states.terms(stage, layout, layer.rank()));
        int recomputed = layout.recomputation().layersOf(stage.layers());
        double whole = stage.denseLayers() * layer.dense() + stage.expertLayers() * layer.experts();
        terms.add(new ActivationTerm(inFlight(layout, stage),
                new Layers(stage.layers() - recomputed, whole / Math.max(1, stage.layers())),
                new Layers(recomputed, layer.input()), ends(layout, stage)));
        return terms;
    }

    private MemoryBreakdown of(Layout layout, Stage stage, LayerBytes layer) {
        double[] bytes = new double[PARTS];
        RankParameters rank = layer.rank();
        double activations = kept(layout, stage, layer);
        double workspace = workspace(layout, stage, layer);
        double buffers = states.gathered(stage, layout, rank) + layer.communication();
        bytes[MemoryPart.WEIGHTS.ordinal()] = states.weights(stage, layout, rank);
        bytes[MemoryPart.GRADIENTS.ordinal()] = states.gradients(stage, layout, rank);
        bytes[MemoryPart.OPTIMIZER.ordinal()] =
                layout.states().offloaded() ? 0 : states.optimizer(stage, layout, rank);
        bytes[MemoryPart.ACTIVATIONS.ordinal()] = activations;
        bytes[MemoryPart.WORKSPACE.ordinal()] = workspace;
        bytes[MemoryPart.BUFFERS.ordinal()] = buffers;
        bytes[MemoryPart.FRAMEWORK.ordinal()] = framework(layout.mesh());
        bytes[MemoryPart.FRAGMENTATION.ordinal()] =
                overheads.fragmentation() * (activations + workspace + buffers);
        return new MemoryBreakdown(stage.index(), bytes);
    }

    /**
     * What the layers of all stages have in common.
     *
     * @param rank parameters of one rank
     * @param dense kept by a layer without experts
     * @param experts kept by a layer with experts
     * @param input kept by a recomputed layer
     * @param communication buffers of collectives
     */
    private record LayerBytes(
            RankParameters rank, double dense, double experts, double input, double communication) {
    }

    private LayerBytes layerBytes(Layout layout) {
        if (recomputesOperators(layout)) {
            double kept = activations.operatorLayer(layout);
            return new LayerBytes(parameters(layout.mesh()), kept, kept, activations.layerInput(layout),
                    communication(layout));
        }
        double scores = layout.recomputation().isSelective() ? 0 : activations.scores(layout);
        double experts = model.feedForward() instanceof MixtureOfExperts ? activations.expertLayer(layout) : 0;
        return new LayerBytes(parameters(layout.mesh()), activations.denseLayer(layout) + scores, experts + scores,
                activations.layerInput(layout), communication(layout));
    }

    private boolean recomputesOperators(Layout layout) {
        return layout.recomputation().isSelective() && selective == Framework.Selective.OPERATORS;
    }

    /** Activations that wait for their backward pass, all micro-batches in flight together. */
    private double kept(Layout layout, Stage stage, LayerBytes layer) {
        return inFlight(layout, stage) * (layers(layout, stage, layer) + ends(layout, stage));
    }

    private double inFlight(Layout layout, Stage stage) {
        return InFlight.microBatches(
                layout.schedule(), layout.mesh().pipeline(), stage.index(), training.microBatches(layout));
    }

    private double ends(Layout layout, Stage stage) {
        return (stage.holdsEmbedding() ? activations.embeddingMask(layout) : 0)
                + (stage.holdsHead() ? activations.headInput(layout) : 0);
    }

    private static double layers(Layout layout, Stage stage, LayerBytes layer) {
        if (stage.layers() == 0) {
            return 0;
        }
        int recomputed = layout.recomputation().layersOf(stage.layers());
        double share = (double) recomputed / stage.layers();
        double whole = stage.denseLayers() * layer.dense() + stage.expertLayers() * layer.experts();
        return (1 - share) * whole + recomputed * layer.input();
    }

    /** Logits live after the last layer's forward pass, a recomputed layer during its backward pass: never both. */
    private double workspace(Layout layout, Stage stage, LayerBytes layer) {
        double logits = stage.holdsHead() ? activations.logits(layout) : 0;
        return Math.max(logits, recomputedLayer(layout, stage, layer));
    }

    private double recomputedLayer(Layout layout, Stage stage, LayerBytes layer) {
        if (recomputesOperators(layout)) {
            return Math.max(stage.denseLayers() > 0 ? activations.denseLayer(layout) : 0,
                    stage.expertLayers() > 0 ? activations.expertLayer(layout) : 0);
        }
        if (layout.recomputation().isSelective()) {
            return activations.scores(layout);
        }
        if (layout.recomputation().layersOf(stage.layers()) == 0) {
            return 0;
        }
        return Math.max(stage.denseLayers() > 0 ? layer.dense() : 0, stage.expertLayers() > 0 ? layer.experts() : 0);
    }

    /**
     * Gathered sequence of a sequence-parallel block, receive buffers of the pipeline, rows sent to and from experts.
     */
    private double communication(Layout layout) {
        Mesh mesh = layout.mesh();
        double row = 2.0 * model.hidden() * training.microBatchTokens(layout);
        double gathered = layout.execution().sequenceParallel() && mesh.tensor() > 1 ? row : 0;
        double received = mesh.pipeline() > 1 ? 2 * row / ActivationMemory.sequenceSplit(layout) : 0;
        double dispatched = model.feedForward() instanceof MixtureOfExperts mixture && mesh.expert() > 1
                ? 2 * row * mixture.topK() / mesh.tensor()
                : 0;
        return gathered + received + dispatched;
    }

    private double framework(Mesh mesh) {
        int communicators = inUse(mesh.tensor()) + inUse(mesh.context()) + inUse(mesh.data())
                + inUse(mesh.pipeline()) + inUse(mesh.expert());
        return (overheads.contextGib() + communicators * overheads.communicatorGib()) * Bytes.PER_GIB;
    }

    private static int inUse(int degree) {
        return degree > 1 ? 1 : 0;
    }
}
