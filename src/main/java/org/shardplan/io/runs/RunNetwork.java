package org.shardplan.io.runs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.units.Bandwidth;

/**
 * Network cards in words, such as {@code 8x200Gbps HDR IB per node}: a line rate per GPU in one direction. A rate
 * without a count belongs to a GPU up to 800 Gb/s and to a node above, unless the words say otherwise.
 */
final class RunNetwork {

    private static final Pattern CARDS = Pattern.compile(
            "(?:(\\d+)\\s*[x×]\\s*)?(\\d+(?:\\.\\d+)?)\\s*(T|G)(b|B)(?:ps|/s|it/s)?\\b");
    private static final double FASTEST_CARD_GBPS = 100;
    private static final double BITS_PER_BYTE = 8;
    private static final double GIGA_PER_TERA = 1000;

    private RunNetwork() {
    }

    /** Nothing if the words have no rate. */
    static Optional<Bandwidth> parse(String words, int gpusPerNode) {
        Matcher cards = CARDS.matcher(words);
        if (!cards.find()) {
            return Optional.empty();
        }
        boolean counted = cards.group(1) != null;
        double rate = gigabytes(cards);
        double together = counted ? Double.parseDouble(cards.group(1)) * rate : rate;
        double perGpu = isPerGpu(words, counted, rate) ? together : together / gpusPerNode;
        return perGpu > 0 ? Optional.of(Bandwidth.ofGBps(perGpu)) : Optional.empty();
    }

    private static boolean isPerGpu(String words, boolean counted, double rate) {
        if (words.contains("per GPU")) {
            return true;
        }
        return !words.contains("per node") && !counted && rate <= FASTEST_CARD_GBPS;
    }

    private static double gigabytes(Matcher cards) {
        double rate = Double.parseDouble(cards.group(2)) * (cards.group(3).equals("T") ? GIGA_PER_TERA : 1);
        return cards.group(4).equals("b") ? rate / BITS_PER_BYTE : rate;
    }
}
