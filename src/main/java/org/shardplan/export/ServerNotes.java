package org.shardplan.export;

import java.util.List;
import java.util.stream.Collectors;
import org.shardplan.layout.ServedStage;
import org.shardplan.layout.ServingLayout;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Model;
import org.shardplan.problem.Serving.Lengths;

/**
 * What has to be said of a group of replicas whatever the engine.
 *
 * @param group the replicas
 * @param settings where it is said
 */
record ServerNotes(ServerGroup group, Settings settings) {

    /** Weights that share a scale in GPTQ's and AWQ's usual checkpoints. */
    private static final int GROUP = 128;

    /** Says it; the setting is the engine's limit on the length of a request. */
    void add(ServingTarget target, String lengthSetting) {
        ServingPlan plan = group.plan();
        String engine = plan.problem().engine().name();
        settings.gapIf(!target.isPlannedFor(plan), "the plan's times and memory: they are those of " + engine
                + "; shares of memory are left at this engine's defaults.");
        Lengths lengths = plan.problem().serving().lengths();
        settings.taskIf(true, "the longest request (" + lengthSetting + "): the plan knows the mean of "
                + lengths.input() + " + " + lengths.output() + " tokens only.");
        settings.taskIf(group.side() == ServerGroup.Side.ALL && plan.replicas() > 1,
                "spreading requests over the " + plan.replicas() + " endpoints.");
        if (plan.layout() instanceof ServingLayout.Disaggregated both) {
            settings.gapIf(both.prefill().replica().formats().keyValues()
                    != both.decode().replica().formats().keyValues(), "keys and values that change their format on the"
                    + " way from prefill to decode.");
        }
    }

    /** Layers of each stage for the engine's variable, and what nobody tried. */
    void stages(String variable, List<String> environment) {
        List<ServedStage> stages = group.plan().stages();
        if (stages.isEmpty()) {
            return;
        }
        environment.add("export " + variable + "=" + stages.stream().map(stage -> Integer.toString(stage.layers()))
                .collect(Collectors.joining(",")));
        settings.taskIf(true, "trying it first: every stage is started as a node of its own, and no document that was "
                + "read says that GPUs of several kinds serve together.");
    }

    /**
     * How vLLM and SGLang are told the format of weights; formats they do not make come with the checkpoint.
     *
     * @param unless what a model is for which fp8 must not be asked for
     */
    void weights(String unless) {
        WeightFormat format = group.formats().weights();
        switch (format) {
            case BF16 -> settings.set("--dtype", "bfloat16");
            case FP16 -> settings.set("--dtype", "float16");
            case FP8 -> {
                settings.set("--quantization", "fp8");
                settings.taskIf(true, "--quantization fp8 makes fp8 of a 16-bit MODEL; leave it out for one that "
                        + unless + ".");
            }
            case INT8, INT8_WEIGHTS, INT4, MXFP4, NVFP4 -> checkpoint();
        }
    }

    /** Says of weights the engine does not make itself that they come with the checkpoint. */
    void checkpoint() {
        settings.taskIf(true, "MODEL must be a checkpoint with " + group.formats().weights().label()
                + " weights; the engine reads their format from it.");
        Model model = group.plan().problem().model();
        boolean isDense = model.feedForward().expertLayers(model.layers()) < model.layers();
        int width = isDense ? model.feedForward().dense().width() : 0;
        int tensor = group.split().tensor();
        settings.taskIf(group.formats().weights() == WeightFormat.INT4 && tensor > 1 && width % (GROUP * tensor) > 0,
                "MODEL must be padded: tp " + tensor + " cuts its feed-forward width of " + width + " inside the "
                        + GROUP + " weights that share a scale, which engines refuse (vLLM issue 21695).");
    }
}
