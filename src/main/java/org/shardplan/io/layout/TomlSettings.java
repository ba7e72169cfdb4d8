package org.shardplan.io.layout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Source;

/**
 * Reads the part of TOML that launch files are written in: tables, keys, and on one line a string, a number, a switch
 * or a list, which is kept as its text.
 */
final class TomlSettings {

    private static final Pattern TABLE = Pattern.compile("\\s*\\[+\\s*([\\w.\"-]+)\\s*]+\\s*(#.*)?");
    private static final Pattern VALUE = Pattern.compile(
            "\\s*([\\w.\"-]+)\\s*=\\s*(\"[^\"]*\"|'[^']*'|\\[[^]]*]|[^\\s#]+)\\s*(#.*)?");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*)?");

    private TomlSettings() {
    }

    static LaunchSettings read(Source source, Findings findings) {
        LaunchSettings settings = new LaunchSettings(findings);
        String table = "";
        int start = 0;
        for (String line : source.text().split("\n", -1)) {
            Matcher heading = TABLE.matcher(line);
            Matcher entry = VALUE.matcher(line);
            if (heading.matches()) {
                table = heading.group(1) + ".";
            } else if (entry.matches()) {
                add(table + entry.group(1), entry, start, settings);
            } else if (!NOTHING.matcher(line).matches()) {
                findings.error(new Place(start, line.length(), Pointer.ROOT), "The line must read key = value.", "");
            }
            start += line.length() + 1;
        }
        return settings;
    }

    private static void add(String name, Matcher entry, int start, LaunchSettings settings) {
        String text = entry.group(2);
        Place place = new Place(start + entry.start(2), text.length(), Pointer.ROOT);
        Place key = new Place(start + entry.start(1), entry.group(1).length(), Pointer.ROOT);
        settings.add(name.replace("\"", ""), key, value(text, place));
    }

    private static JsonValue value(String text, Place place) {
        if (text.equals("true") || text.equals("false")) {
            return new JsonBoolean(place, text.equals("true"));
        }
        return Numbers.isNumber(text) ? new JsonNumber(place, text)
                : new JsonString(place, text.replaceAll("^[\"']|[\"']$", ""));
    }
}
