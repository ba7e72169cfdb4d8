package org.shardplan.serving.time;

import java.util.ArrayList;
import java.util.List;
import org.shardplan.layout.WeightFormat;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.DenseFeedForward;
import org.shardplan.problem.GroupedQueryAttention;
import org.shardplan.problem.LatentAttention;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.serving.time.KernelTimes.Shape;

/** The plain weight matrices of all layers on one GPU: attention projections, dense and shared feed-forward blocks. */
final class MatrixWork {

    private final MatrixKernel kernel;
    private final List<Repeated> matrices = new ArrayList<>();

    /** A matrix and how many layers have it. */
    private record Repeated(Shape shape, int layers) {
    }

    MatrixWork(KernelTimes kernels, Model model, int tensor, WeightFormat format) {
        this.kernel = kernels.matrices(format.isForExpertsOnly() ? WeightFormat.BF16 : format);
        addAttention(model, tensor);
        addFeedForward(model, tensor);
    }

    private void addAttention(Model model, int tensor) {
        if (model.attention() instanceof GroupedQueryAttention grouped) {
            addGroupedQuery(model, grouped, tensor);
        } else {
            addLatent(model, (LatentAttention) model.attention(), tensor);
        }
    }

    private void addGroupedQuery(Model model, GroupedQueryAttention attention, int tensor) {
        double queries = (double) attention.heads() / tensor * attention.headWidth();
        add(queries + ParameterCount.keyValueWidth(attention, tensor), model.hidden(), model.layers());
        add(model.hidden(), queries, model.layers());
    }

    /** Down-projections of queries, keys and values are one matrix that every GPU of the tensor group holds. */
    private void addLatent(Model model, LatentAttention attention, int tensor) {
        double heads = (double) attention.heads() / tensor;
        int layers = model.layers();
        double compressed = (double) attention.keyValueRank() + attention.rotaryWidth();
        double queryInner = attention.queryRank() == 0 ? model.hidden() : attention.queryRank();
        add(attention.queryRank() + compressed, model.hidden(), layers);
        add(heads * attention.queryKeyWidth(), queryInner, layers);
        add(heads * (attention.plainWidth() + attention.valueWidth()), attention.keyValueRank(), layers);
        add(model.hidden(), heads * attention.valueWidth(), layers);
    }

    private void addFeedForward(Model model, int tensor) {
        int withExperts = model.feedForward().expertLayers(model.layers());
        DenseFeedForward dense = model.feedForward().dense();
        addBlock(model, dense, (double) dense.width() / tensor, model.layers() - withExperts);
        if (model.feedForward() instanceof MixtureOfExperts mixture && mixture.sharedWidth() > 0) {
            addBlock(model, mixture.expert(), (double) mixture.sharedWidth() / tensor, withExperts);
        }
    }

    private void addBlock(Model model, DenseFeedForward block, double width, int layers) {
        add(block.inputMatrices() * width, model.hidden(), layers);
        add(model.hidden(), width, layers);
    }

    private void add(double columns, double inner, int layers) {
        if (layers > 0) {
            matrices.add(new Repeated(new Shape(columns, inner), layers));
        }
    }

    /** Seconds of one pass of so many tokens through all layers. */
    double seconds(double tokens) {
        double seconds = 0;
        for (Repeated matrix : matrices) {
            seconds += matrix.layers() * kernel.seconds(tokens, matrix.shape());
        }
        return seconds;
    }
}
