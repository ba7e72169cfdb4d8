package org.shardplan.report;

import java.util.List;
import java.util.OptionalDouble;
import org.shardplan.layout.Precision;
import org.shardplan.memory.ParameterCount;
import org.shardplan.problem.Gpu;
import org.shardplan.problem.MixtureOfExperts;
import org.shardplan.problem.Model;
import org.shardplan.problem.Provenance;
import org.shardplan.problem.PublishedLosses;
import org.shardplan.problem.PublishedLosses.Loss;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Style;
import org.shardplan.report.page.Width;

/**
 * What is built in, each entry with its source below it.
 *
 * @param style what the terminal can show
 */
public record CatalogueReport(Style style) {

    private static final double BILLION = 1e9;
    private static final int[] GPU_COLUMNS = {18, -9, -8, -8, -8, -8, -10, -9, -8, -8};
    private static final int[] LINK_COLUMNS = {18, -10, -12, -10, -10, -13};
    private static final int[] MODEL_COLUMNS = {26, -12, -10, -8, -8, -9, -8};
    private static final int[] LOSS_COLUMNS = {18, 26, -8, 2, 0};

    /** The GPUs; rates are dense, bandwidths one way. */
    public String ofGpus(List<Gpu> gpus) {
        Page page = new Page(style);
        page.line(style.bold(Width.row(GPU_COLUMNS, "GPU", "16 bit", "fp8", "nvfp4", "memory", "memory", "scale-up",
                "network", "demand", "spot")));
        page.line(Width.row(GPU_COLUMNS, "", "TFLOP/s", "TFLOP/s", "TFLOP/s", "GiB", "GB/s", "GB/s", "GB/s", "$/h",
                "$/h"));
        for (Gpu gpu : gpus) {
            page.line(Width.row(GPU_COLUMNS, gpu.name(),
                    tera(gpu, Precision.BF16, Precision.FP16), tera(gpu, Precision.FP8),
                    tera(gpu, Precision.NVFP4),
                    Figures.gib(gpu.memory().usable().gib()), rate(gpu.memory().bandwidth().gBps()),
                    rate(gpu.links().scaleUp().gBps()), rate(gpu.links().network().gBps()),
                    price(gpu.board().price().onDemandUsd()), price(gpu.board().price().spotUsd())));
            source(gpu.provenance(), page);
            page.line("    " + style.faint("price: " + gpu.board().price().source()));
        }
        return page.toString();
    }

    /** What connects the GPUs: bandwidths one way, and how many reach each other over the scale-up link. */
    public String ofLinks(List<Gpu> gpus) {
        Page page = new Page(style);
        page.line(style.bold(Width.row(LINK_COLUMNS, "GPU", "scale-up", "GPUs on it", "network", "PCIe",
                "GPUs a node")));
        page.line(Width.row(LINK_COLUMNS, "", "GB/s", "", "GB/s", "GB/s", ""));
        for (Gpu gpu : gpus) {
            Gpu.Links links = gpu.links();
            page.line(Width.row(LINK_COLUMNS, gpu.name(), rate(links.scaleUp().gBps()),
                    Figures.count(links.scaleUpGpus()), rate(links.network().gBps()), rate(links.pcie().gBps()),
                    Figures.count(gpu.board().gpusPerNode())));
            source(gpu.provenance(), page);
        }
        return page.toString();
    }

    /** The models; parameters as the application counts them. */
    public String ofModels(List<Model> models) {
        Page page = new Page(style);
        page.line(style.bold(Width.row(MODEL_COLUMNS, "Model", "parameters", "active", "layers", "hidden", "heads",
                "experts")));
        for (Model model : models) {
            ParameterCount parameters = new ParameterCount(model);
            page.line(Width.row(MODEL_COLUMNS, model.name(), billions(parameters.total()),
                    billions(parameters.active()), Figures.count(model.layers()), Figures.count(model.hidden()),
                    Figures.count(model.attention().heads()), experts(model)));
            source(model.provenance(), page);
        }
        return page.toString();
    }

    /** What quantization was published to cost, in percent of a score at 16 bit. */
    public String ofLosses(PublishedLosses losses) {
        Page page = new Page(style);
        losses("Weights", losses.weights(), page);
        losses("Keys and values", losses.keyValues(), page);
        return page.toString();
    }

    private void losses(String title, List<Loss> losses, Page page) {
        if (!losses.isEmpty()) {
            page.line(style.bold(Width.row(LOSS_COLUMNS, title, "model", "loss", "", "of")));
        }
        for (Loss loss : losses) {
            page.line(Width.row(LOSS_COLUMNS, loss.format(), loss.model(), Figures.format("%.2f %%", loss.percent()), "",
                    loss.benchmark()));
            page.line("    " + style.faint(loss.source()));
        }
    }

    private void source(Provenance provenance, Page page) {
        String note = provenance.note().isEmpty() ? "" : " " + provenance.note();
        page.line("    " + style.faint("verified: " + provenance.standing() + ". " + provenance.source()
                + note));
    }

    private static String tera(Gpu gpu, Precision... precisions) {
        double most = 0;
        for (Precision precision : precisions) {
            most = Math.max(most, gpu.peak(precision).teraflops());
        }
        return most > 0 ? Figures.plain(most) : "-";
    }

    private static String rate(double gBps) {
        return gBps > 0 ? Figures.plain(gBps) : "-";
    }

    private static String price(OptionalDouble usd) {
        return usd.isPresent() ? Figures.format("%.2f", usd.getAsDouble()) : "-";
    }

    private static String billions(double parameters) {
        return Figures.number(parameters / BILLION) + " B";
    }

    private static String experts(Model model) {
        return model.feedForward() instanceof MixtureOfExperts mixture
                ? mixture.topK() + "/" + mixture.experts() : "-";
    }
}
