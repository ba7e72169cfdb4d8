package org.shardplan.io;

import java.util.Locale;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine;

/** How weights, keys and values of a row are stored. */
final class ServedFormats {

    /** gpt-oss is published in this format, whatever a column says of its activations. */
    private static final String MXFP4_MODELS = "gpt-oss";

    private final RunCells cells;

    ServedFormats(RunCells cells) {
        this.cells = cells;
    }

    Formats read(String model, Engine engine) {
        WeightFormat weights = weights(model);
        return new Formats(weights, keyValues(weights, engine));
    }

    private WeightFormat weights(String model) {
        String word = word("weight_precision");
        if (model.startsWith(MXFP4_MODELS) && !word.startsWith("bf16") && !word.startsWith("fp16")) {
            return WeightFormat.MXFP4;
        }
        if (word.isEmpty()) {
            cells.assume("weight_precision not given: bf16.");
            return WeightFormat.BF16;
        }
        return format(word);
    }

    private WeightFormat format(String word) {
        return switch (word.replaceAll("[^a-z0-9]", "")) {
            case "bf16", "bfloat16" -> WeightFormat.BF16;
            case "fp16", "float16", "half" -> WeightFormat.FP16;
            case "fp8", "fp8block", "fp8e4m3", "w8a8fp8" -> WeightFormat.FP8;
            case "int8", "w8a8", "int8sq", "smoothquant" -> WeightFormat.INT8;
            case "int8wo", "w8a16", "int8weights" -> WeightFormat.INT8_WEIGHTS;
            case "int4", "int4awq", "int4gptq", "awq", "gptq", "w4a16", "int4wo" -> WeightFormat.INT4;
            case "mxfp4" -> WeightFormat.MXFP4;
            case "nvfp4", "fp4" -> WeightFormat.NVFP4;
            default -> unknown(word);
        };
    }

    private WeightFormat unknown(String word) {
        cells.obstacle("The weight_precision (" + Sentence.cut(word) + ") must be a known format.");
        return WeightFormat.BF16;
    }

    /** TensorRT-LLM recipes with 8- and 4-bit arithmetic store keys and values in 8 bit, other engines in 16. */
    private KeyValueFormat keyValues(WeightFormat weights, Engine engine) {
        return switch (word("kv_precision").replaceAll("[^a-z0-9]", "")) {
            case "fp8", "fp8e4m3", "fp8e5m2" -> KeyValueFormat.FP8;
            case "int8" -> KeyValueFormat.INT8;
            case "int4" -> KeyValueFormat.INT4;
            case "bf16", "fp16", "bfloat16", "float16" -> KeyValueFormat.BF16;
            default -> usual(weights, engine);
        };
    }

    private KeyValueFormat usual(WeightFormat weights, Engine engine) {
        boolean narrow = engine.name().startsWith("tensorrt")
                && (weights == WeightFormat.FP8 || weights == WeightFormat.NVFP4);
        KeyValueFormat format = narrow ? KeyValueFormat.FP8 : KeyValueFormat.BF16;
        cells.assume("kv_precision not given: " + format.label() + ".");
        return format;
    }

    private String word(String column) {
        return cells.text(column).orElse("").toLowerCase(Locale.ROOT).replace("?", "");
    }
}
