package org.shardplan.memory;

import org.shardplan.layout.Layout;
import org.shardplan.layout.Mesh;
import org.shardplan.layout.Recomputation;
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

    /** NCCL channels of one communicator: 342-392 MiB (aiconfigurator, systems/h100_sxm.yaml). */
    private static final double COMMUNICATOR_BYTES = 0.375 * Bytes.PER_GIB;

    private final Model model;
    private final Training training;
    private final ActivationMemory activations;
    private final StateMemory states;
    private final Framework.Overheads overheads;

    public TrainingMemory(Problem problem) {
        this.model = problem.model();
        this.training = problem.training();
        this.activations = new ActivationMemory(model, training, problem.conditions().framework());
        this.states = new StateMemory(model, training, problem.conditions().framework());
        this.overheads = problem.conditions().framework().overheads();
    }

    /** Memory of the fullest stage. */
    public MemoryBreakdown fullest(Layout layout, StageSplit split) {
        MemoryBreakdown fullest = null;
        for (Stage stage : split.stages()) {
            MemoryBreakdown candidate = of(layout, stage);
            if (fullest == null || candidate.totalBytes() > fullest.totalBytes()) {
                fullest = candidate;
            }
        }
        return fullest;
    }

    /** Memory of one stage. */
    public MemoryBreakdown of(Layout layout, Stage stage) {
        double[] bytes = new double[PARTS];
        bytes[MemoryPart.WEIGHTS.ordinal()] = states.weights(stage, layout);
        bytes[MemoryPart.GRADIENTS.ordinal()] = states.gradients(stage, layout);
        bytes[MemoryPart.OPTIMIZER.ordinal()] = states.optimizer(stage, layout);
        bytes[MemoryPart.ACTIVATIONS.ordinal()] = kept(layout, stage);
        bytes[MemoryPart.WORKSPACE.ordinal()] = workspace(layout, stage);
        bytes[MemoryPart.BUFFERS.ordinal()] = states.gathered(stage, layout) + communication(layout);
        bytes[MemoryPart.FRAMEWORK.ordinal()] = framework(layout.mesh());
        bytes[MemoryPart.FRAGMENTATION.ordinal()] = overheads.fragmentation() * (bytes[MemoryPart.ACTIVATIONS.ordinal()]
                + bytes[MemoryPart.WORKSPACE.ordinal()] + bytes[MemoryPart.BUFFERS.ordinal()]);
        return new MemoryBreakdown(stage.index(), bytes);
    }

    /** Bytes of optimizer state that all GPUs of one node keep in host memory. */
    public double hostBytesPerGpu(Layout layout, StageSplit split) {
        double most = 0;
        if (layout.states().offloaded()) {
            for (Stage stage : split.stages()) {
                most = Math.max(most, states.optimizerAnywhere(stage, layout));
            }
        }
        return most;
    }

    /** Trained parameters of one rank of a stage that are replicated over dp·cp. */
    public double trainableDense(Stage stage, Mesh mesh) {
        return states.trainableDense(stage, mesh);
    }

    /** Trained routed expert parameters of one rank of a stage. */
    public double trainableExperts(Stage stage, Mesh mesh) {
        return states.trainableExperts(stage, mesh);
    }

    /** Parameters of one rank of a stage that are replicated over dp·cp. */
    public double denseParameters(Stage stage, Mesh mesh) {
        return states.denseParameters(stage, mesh);
    }

    /** Parameters whose optimizer state one rank of a stage keeps. */
    public double optimizerParameters(Stage stage, Layout layout) {
        return states.optimizerParameters(stage, layout.mesh(), layout.states().zeroStage());
    }

    /** Routed expert parameters of one rank of a stage. */
    public double expertParameters(Stage stage, Mesh mesh) {
        return states.expertParameters(stage, mesh);
    }

    /** Activations that wait for their backward pass, all micro-batches in flight together. */
    private double kept(Layout layout, Stage stage) {
        double alive = InFlight.microBatches(
                layout.schedule(), layout.mesh().pipeline(), stage.index(), training.microBatches(layout));
        double ends = (stage.holdsEmbedding() ? activations.embeddingMask(layout) : 0)
                + (stage.holdsHead() ? activations.headInput(layout) : 0);
        return alive * (layers(layout, stage) + ends);
    }

    private double layers(Layout layout, Stage stage) {
        if (stage.layers() == 0) {
            return 0;
        }
        int recomputed = layout.recomputation().layersOf(stage.layers());
        double share = (double) recomputed / stage.layers();
        double whole = stage.denseLayers() * (stage.denseLayers() > 0 ? dense(layout) : 0)
                + stage.expertLayers() * (stage.expertLayers() > 0 ? experts(layout) : 0);
        return (1 - share) * whole + recomputed * activations.layerInput(layout);
    }

    private double dense(Layout layout) {
        return activations.denseLayer(layout) + keptScores(layout);
    }

    private double experts(Layout layout) {
        return activations.expertLayer(layout) + keptScores(layout);
    }

    private double keptScores(Layout layout) {
        return layout.recomputation().isSelective() ? 0 : activations.scores(layout);
    }

    /** Logits live after the last layer's forward pass, a recomputed layer during its backward pass: never both. */
    private double workspace(Layout layout, Stage stage) {
        double logits = stage.holdsHead() ? activations.logits(layout) : 0;
        return Math.max(logits, recomputedLayer(layout, stage));
    }

    private double recomputedLayer(Layout layout, Stage stage) {
        Recomputation recomputation = layout.recomputation();
        if (recomputation.isSelective()) {
            return activations.scores(layout);
        }
        if (recomputation.layersOf(stage.layers()) == 0) {
            return 0;
        }
        return Math.max(stage.denseLayers() > 0 ? dense(layout) : 0, stage.expertLayers() > 0 ? experts(layout) : 0);
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
        return overheads.contextGib() * Bytes.PER_GIB + communicators * COMMUNICATOR_BYTES;
    }

    private static int inUse(int degree) {
        return degree > 1 ? 1 : 0;
    }
}
