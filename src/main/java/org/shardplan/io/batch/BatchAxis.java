package org.shardplan.io.batch;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.shardplan.batch.Axis;
import org.shardplan.io.json.Sentence;

/**
 * Reads {@code limits.budgetUsd=1e5..1e7:20} and {@code cluster.pools.0.gpu=A100-SXM-80,H100-SXM-80}.
 *
 * <p>Values in a list are JSON where they look like it (numbers, true, false, strings in quotes, lists in brackets,
 * objects
 * in braces), other words are strings.
 */
public final class BatchAxis {

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    private BatchAxis() {
    }

    /**
     * The field and its values.
     *
     * @throws IllegalArgumentException with a sentence for the user if the text cannot be understood
     */
    public static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || !PATH.matcher(text.substring(0, equals)).matches()) {
            throw wrong(text, "be a path, an equals sign and values", "write limits.budgetUsd=1e5..1e7:20");
        }
        String values = text.substring(equals + 1);
        return new Axis(text.substring(0, equals), values(text, values));
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static IllegalArgumentException wrong(String text, String demand, String advice) {
        return new IllegalArgumentException(Sentence.must("--vary", text, demand, advice));
    }

    private static List<String> values(String text, String values) {
        if (BatchRange.looksLike(values)) {
            return BatchRange.parse(text, values);
        }
        List<String> literals = new ArrayList<>();
        for (String item : items(values)) {
            if (item.isEmpty()) {
                throw wrong(text, "have a value between commas", "");
            }
            literals.add(literal(item));
        }
        if (new HashSet<>(literals).size() < literals.size()) {
            throw wrong(text, "name every value once", "");
        }
        return literals;
    }

    private static String literal(String item) {
        boolean json = isNumber(item) || item.equals("true") || item.equals("false")
                || item.startsWith("[") || item.startsWith("{") || item.startsWith("\"");
        return json ? item : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(item)) + "\"";
    }

    /** Splits at commas outside of brackets and quotes. */
    private static List<String> items(String values) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int index = 0; index < values.length(); index++) {
            char symbol = values.charAt(index);
            quoted = quoted != (symbol == '"' && (index == 0 || values.charAt(index - 1) != '\\'));
            depth += quoted ? 0 : "[{".indexOf(symbol) >= 0 ? 1 : "]}".indexOf(symbol) >= 0 ? -1 : 0;
            if (symbol == ',' && !quoted && depth == 0) {
                items.add(values.substring(start, index).strip());
                start = index + 1;
            }
        }
        items.add(values.substring(start).strip());
        return items;
    }
}
