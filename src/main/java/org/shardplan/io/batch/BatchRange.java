package org.shardplan.io.batch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of numbers such as {@code 1e5..1e7:20}: so many values from one end to the other, both included. The ratio
 * from one value to the next is the same if both ends are above 0 and at least a factor of 10 apart, else the difference is;
 * {@code :20log} and {@code :20lin} choose. Ends without a point or exponent make whole numbers if there are enough.
 *
 * @param from first value
 * @param to last value
 * @param count number of values
 * @param whole whether they are whole numbers
 * @param geometric whether neighbours have the same ratio
 */
record BatchRange(double from, double to, int count, boolean whole, boolean geometric) {

    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?):([0-9]{1,7})(lin|log)?");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,15}");
    private static final double WIDE = 10;
    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_DIGITS = 15;

    static boolean looksLike(String values) {
        return values.contains("..") && !values.contains("\"") && !values.contains("/");
    }

    static List<String> parse(String text, String values) {
        Matcher matcher = RANGE.matcher(values);
        if (!matcher.matches() || !BatchAxis.isNumber(matcher.group(1)) || !BatchAxis.isNumber(matcher.group(2))) {
            throw BatchAxis.wrong(text, "give a range as first..last:count",
                    "write 1e5..1e7:20, or :20lin for equal steps");
        }
        double from = Double.parseDouble(matcher.group(1));
        double to = Double.parseDouble(matcher.group(2));
        int count = Integer.parseInt(matcher.group(3));
        boolean positive = from > 0 && to > 0;
        require(Double.isFinite(from) && Double.isFinite(to), text, "have ends below 1e308", "");
        require(count >= 2 && from != to, text, "have two different ends and at least 2 values", "");
        require(count <= BatchCases.MOST_CASES, text, "have at most 1,000,000 values", "vary fewer at once");
        require(positive || !"log".equals(matcher.group(4)), text, "have both ends above 0 for equal ratios", "use lin");
        boolean whole = INTEGER.matcher(matcher.group(1)).matches() && INTEGER.matcher(matcher.group(2)).matches()
                && Math.abs(to - from) + 1 >= count;
        boolean wide = positive && Math.max(from / to, to / from) >= WIDE;
        boolean geometric = matcher.group(4) == null ? wide : matcher.group(4).equals("log");
        return new BatchRange(from, to, count, whole, geometric).values();
    }

    private static void require(boolean fulfilled, String text, String demand, String advice) {
        if (!fulfilled) {
            throw BatchAxis.wrong(text, demand, advice);
        }
    }

    private List<String> values() {
        if (whole) {
            return distinct(MOST_DIGITS);
        }
        for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
            List<String> values = distinct(digits);
            if (values.size() == count) {
                return values;
            }
        }
        return distinct(MOST_DIGITS);
    }

    /** With so many digits, which may make neighbours the same. */
    private List<String> distinct(int digits) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        for (int index = 0; index < count; index++) {
            boolean end = index == 0 || index == count - 1;
            values.add(shown(value(index), end ? MOST_DIGITS : digits));
        }
        return new ArrayList<>(values);
    }

    private double value(int index) {
        double share = (double) index / (count - 1);
        if (index == count - 1) {
            return to;
        }
        return geometric ? from * Math.pow(to / from, share) : from + (to - from) * share;
    }

    private String shown(double value, int digits) {
        double shown = whole ? Math.rint(value) : value;
        BigDecimal rounded = new BigDecimal(shown).round(new MathContext(digits));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
