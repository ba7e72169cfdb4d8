package org.shardplan.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them: few digits, thousands apart, the unit that fits the size. Unknown is a word. */
public final class Figures {

    public static final String UNKNOWN = "unknown";

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;
    private static final double YEAR = 365 * DAY;
    private static final int DIGITS = 3;

    private Figures() {
    }

    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    public static String count(long number) {
        return format("%,d", number);
    }

    /** {@code 1 stage}, {@code 2 stages}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** Three digits that matter; whole numbers keep all theirs up to a thousand. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        if (value == 0) {
            return "0";
        }
        int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        if (decimals > 2 * DIGITS) {
            return format("%.1e", value);
        }
        return decimals >= 0 ? format("%,." + decimals + "f", value) : format("%,d", rounded(value).longValue());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(DIGITS));
    }

    /** At most one decimal, and none if it would be 0. */
    public static String plain(double value) {
        return format(value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }

    public static String percent(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        return format(Math.abs(value) < 99.95 ? "%.1f %%" : "%,.0f %%", value);
    }

    public static String gib(double value) {
        return !Double.isFinite(value) ? UNKNOWN : format(Math.abs(value) < 1000 ? "%.1f" : "%,.0f", value);
    }

    /** A span too short for a run: microseconds to seconds. */
    public static String seconds(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        if (value >= 1) {
            return number(value) + " s";
        }
        return value >= 1e-3 ? number(value * 1e3) + " ms" : number(value * 1e6) + " µs";
    }

    /** A difference of two such spans with its sign. */
    public static String signedSeconds(double difference) {
        return difference == 0 ? "0 s" : (difference < 0 ? "−" : "+") + seconds(Math.abs(difference));
    }

    /** How long something takes, from seconds to years. */
    public static String duration(double seconds) {
        if (seconds < 2 * MINUTE || !Double.isFinite(seconds)) {
            return seconds(seconds);
        }
        if (seconds < 2 * HOUR) {
            return number(seconds / MINUTE) + " minutes";
        }
        if (seconds < 2 * DAY) {
            return number(seconds / HOUR) + " hours";
        }
        return seconds < 3 * YEAR ? number(seconds / DAY) + " days" : number(seconds / YEAR) + " years";
    }

    public static String usd(double value) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        if (value >= 1e6) {
            return "$" + scaled(value);
        }
        boolean coins = value >= 0.01 && value < 1000 || value == 0;
        return "$" + (coins ? format("%.2f", value) : number(value));
    }

    /** {@code 15.6 trillion}, {@code 300 billion}, {@code 47,700}. */
    public static String scaled(double value) {
        if (value < 1e6) {
            return number(value);
        }
        String[] names = {"", " thousand", " million", " billion", " trillion"};
        int power = Math.min(names.length - 1, (int) Math.floor(Math.log10(value) / DIGITS));
        double shown = value / Math.pow(1000, power);
        boolean whole = shown == Math.rint(shown) && shown < 1000;
        return (whole ? format("%.0f", shown) : number(shown)) + names[power];
    }

    public static String energy(double kilowattHours) {
        String[] units = {" Wh", " kWh", " MWh", " GWh"};
        double value = kilowattHours * 1000;
        int power = 0;
        while (value >= 1000 && power < units.length - 1) {
            value /= 1000;
            power++;
        }
        return number(value) + units[power];
    }
}
