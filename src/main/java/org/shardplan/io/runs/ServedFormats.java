package org.shardplan.io.runs;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.shardplan.io.json.Sentence;
import org.shardplan.layout.KeyValueFormat;
import org.shardplan.layout.Replica.Formats;
import org.shardplan.layout.WeightFormat;
import org.shardplan.problem.Engine;

/** How weights, keys and values of a row are stored. */
final class ServedFormats {

    /** gpt-oss is published in this format, whatever a column says of its activations. */
    private static final String MXFP4_MODELS = "gpt-oss";

    /** First match counts. */
    private static final List<Word> WORDS = List.of(
            new Word("mxfp4", WeightFormat.MXFP4), new Word("fp4", WeightFormat.NVFP4),
            new Word("w8a16|int8.?(wo|weight)", WeightFormat.INT8_WEIGHTS), new Word("fp8|e4m3", WeightFormat.FP8),
            new Word("int8|w8a8|smoothquant", WeightFormat.INT8),
            new Word("int4|w4a16|awq|gptq", WeightFormat.INT4), new Word("bf16|bfloat16", WeightFormat.BF16),
            new Word("fp16|float16|half", WeightFormat.FP16));

    private final RunCells cells;

    ServedFormats(RunCells cells) {
        this.cells = cells;
    }

    /** What a format is called. */
    private record Word(Pattern pattern, WeightFormat format) {

        Word(String pattern, WeightFormat format) {
            this(Pattern.compile(pattern), format);
        }
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
        return WORDS.stream().filter(each -> each.pattern().matcher(word).find())
                .map(Word::format).findFirst().orElseGet(() -> unknown(word));
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
