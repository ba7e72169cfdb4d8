package org.shardplan.io.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a model without what leaves its shape as it is: the owner in front, and behind it how it was tuned, its
 * date and how its weights are stored.
 */
public final class ModelName {

    private static final Pattern ADDITION = Pattern.compile("-(?i:"
            + "instruct|chat|base|it|hf|thinking|reasoning|preview|original|turbo|[0-9]{4}|[0-9]+k|1m"
            + "|(?:quantized[.])?w[48]a(?:8|16)|(?:auto)?fp8|fp16|bf16|(?:(?:nv|mx)?fp4)(?:-v2)?|int[48]|int8mix|[48]bit"
            + "|kv|dynamic|block|channel|awq|gptq|asq|autoround|bnb|gguf|quark)$");

    private ModelName() {
    }

    /** Shorter and shorter names of the same shape, the name itself not among them. */
    public static List<String> shorter(String name) {
        List<String> shorter = new ArrayList<>();
        String rest = name;
        if (rest.contains("/")) {
            rest = rest.substring(rest.lastIndexOf('/') + 1);
            shorter.add(rest);
        }
        Matcher addition = ADDITION.matcher(rest);
        while (addition.find()) {
            rest = rest.substring(0, addition.start());
            shorter.add(rest);
            addition = ADDITION.matcher(rest);
        }
        return shorter;
    }
}
