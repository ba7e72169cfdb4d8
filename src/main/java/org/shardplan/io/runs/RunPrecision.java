package org.shardplan.io.runs;

import java.util.Locale;
import org.shardplan.io.json.Sentence;
import org.shardplan.layout.Precision;
import org.shardplan.problem.Gpu;

/** The precision of a run: what the hardware computes, and the recipe as the framework calls it. */
final class RunPrecision {

    private final String words;
    private final RunCells cells;

    RunPrecision(RunCells cells, RunTraits traits) {
        this.cells = cells;
        this.words = cells.text("precision").orElse(traits.get(RunTraits.PRECISION, "bf16"))
                .toLowerCase(Locale.ROOT).replace("bfloat", "bf").replace("float", "fp");
    }

    /** All formats of 16 bits run at the same rate where bf16 is known. */
    Precision read(Gpu gpu) {
        if (words.contains("mxfp4")) {
            cells.obstacle("The precision (" + Sentence.cut(words) + ") is not modelled.");
            return Precision.NVFP4;
        }
        Precision precision = words.contains("fp4") ? Precision.NVFP4
                : words.contains("fp8") ? Precision.FP8 : sixteenBits(gpu);
        if (!gpu.peak(precision).isSupported()) {
            cells.obstacle("The precision (" + words + ") must be one that " + gpu.name() + " computes.");
        }
        return precision;
    }

    private Precision sixteenBits(Gpu gpu) {
        if (!words.contains("16")) {
            cells.obstacle("The precision (" + Sentence.cut(words) + ") must be bf16, fp16, fp8 or nvfp4.");
        }
        return gpu.peak(Precision.BF16).isSupported() ? Precision.BF16 : Precision.FP16;
    }

    /** Recipes of 16 bits do not differ in speed, recipes of 8 bits do. */
    String recipe(Precision precision) {
        return switch (precision) {
            case BF16, FP16 -> "bf16";
            case FP8 -> words.contains("mx") ? "mxfp8" : "fp8";
            case NVFP4 -> "nvfp4";
        };
    }
}
