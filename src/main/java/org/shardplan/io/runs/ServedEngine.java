package org.shardplan.io.runs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.catalogue.Engines;
import org.shardplan.io.json.Printable;
import org.shardplan.io.json.Sentence;
import org.shardplan.problem.Engine;

/** The engine a row of a table of served models names. */
final class ServedEngine {

    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");
    private static final double FIRST_IN_FLIGHT = 0.10;
    private static final double FIRST_PYTORCH = 0.20;
    /** Patterns of engine and version, first match counts, and profiles. */
    private static final List<Known> KNOWN = List.of(
            new Known("vllm", "vllm"), new Known("sglang", "sglang"),
            new Known("lmdeploy|turbomind", "lmdeploy"), new Known("fastertransformer", "fastertransformer"));

    private final RunCells cells;
    private final Engines engines;

    ServedEngine(RunCells cells, Engines engines) {
        this.cells = cells;
        this.engines = engines;
    }

    private record Known(String pattern, String profile) {

        boolean matches(String name) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(name).find();
        }
    }

    Engine read() {
        return engines.engine(profile()).orElseThrow();
    }

    private String profile() {
        String name = cells.text("engine").orElse("");
        if (Pattern.compile("tensorrt|trt", Pattern.CASE_INSENSITIVE).matcher(name).find()) {
            return tensorRt(name);
        }
        Optional<Known> known = KNOWN.stream().filter(each -> each.matches(name)).findFirst();
        if (known.isEmpty()) {
            cells.assume("engine (" + (name.isEmpty() ? "not given" : Printable.of(Sentence.cut(name)))
                    + ") not measured: as " + Engines.DEFAULT_ENGINE + ".");
        }
        return known.map(Known::profile).orElse(Engines.DEFAULT_ENGINE);
    }

    /** TensorRT-LLM had static batches first, then a C++ runtime that batches in flight, then one in PyTorch. */
    private String tensorRt(String name) {
        if (name.toLowerCase(Locale.ROOT).contains("pytorch") || version() >= FIRST_PYTORCH) {
            return "tensorrt-llm";
        }
        return version() < FIRST_IN_FLIGHT ? "tensorrt-llm-static" : "tensorrt-llm-cpp";
    }

    /** Version 0.14 as 0.14; a version that is not given is a late one. */
    private double version() {
        Matcher version = VERSION.matcher(cells.text("engine_version").orElse(""));
        return version.matches()
                ? Integer.parseInt(version.group(1)) + Math.min(99, Integer.parseInt(version.group(2))) / 100.0
                : Double.MAX_VALUE;
    }
}
