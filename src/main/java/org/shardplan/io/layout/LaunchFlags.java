package org.shardplan.io.layout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonValue.JsonBoolean;
import org.shardplan.io.json.JsonValue.JsonNumber;
import org.shardplan.io.json.JsonValue.JsonString;
import org.shardplan.io.json.Numbers;
import org.shardplan.io.json.Place;
import org.shardplan.io.json.Pointer;
import org.shardplan.io.json.Sentence;
import org.shardplan.io.json.Source;

/**
 * Reads command line flags: {@code --name value}, {@code --name=value}, {@code --switch}; backslashes end lines. In a
 * script they begin behind the program that is launched.
 */
final class LaunchFlags {

    private static final Pattern WORD =
            Pattern.compile("(?m)^[ \\t]*#.*$|\\\\\\s*\\n|\"[^\"]*\"|'[^']*'|[^\\s\"']+");
    private static final Pattern LAUNCHER = Pattern.compile("(?m)^(exec )?[\\w./-]*(torchrun|python3?|deepspeed)\\b");

    private final Source source;
    private final LaunchSettings settings;
    private final Findings findings;
    private String name = "";
    private Place key;

    private LaunchFlags(Source source, LaunchSettings settings, Findings findings) {
        this.source = source;
        this.settings = settings;
        this.findings = findings;
    }

    static LaunchSettings read(Source source, Findings findings) {
        LaunchSettings settings = new LaunchSettings(findings);
        new LaunchFlags(source, settings, findings).read();
        return settings;
    }

    private void read() {
        Matcher words = WORD.matcher(source.text());
        Matcher launcher = LAUNCHER.matcher(source.text());
        for (int from = launcher.find() ? launcher.start() : 0; words.find(from); from = words.end()) {
            String word = words.group();
            if (!word.startsWith("\\") && !word.stripLeading().startsWith("#")) {
                word(word, new Place(words.start(), word.length(), Pointer.ROOT));
            }
        }
        endSwitch();
    }

    private void word(String word, Place place) {
        if (word.startsWith("--")) {
            endSwitch();
            int equals = word.indexOf('=');
            name = word.substring(2, equals < 0 ? word.length() : equals);
            key = place;
            if (equals > 0) {
                value(word.substring(equals + 1), place);
            }
        } else if (!name.isEmpty()) {
            value(word, place);
        } else if (!isProgram(word)) {
            findings.warning(place, Sentence.quoted(word) + " belongs to no flag and was ignored.");
        }
    }

    /** What stands before the flags: the launcher and the script. */
    private static boolean isProgram(String word) {
        return word.matches("exec|[\\w./-]*(torchrun|python3?|deepspeed)|.*\\.(py|sh)|\"\\$@\"");
    }

    private void value(String text, Place place) {
        String plain = text.replaceAll("^[\"']|[\"']$", "");
        settings.add(name, key, Numbers.isNumber(plain) ? new JsonNumber(place, plain) : new JsonString(place, plain));
        name = "";
    }

    private void endSwitch() {
        if (!name.isEmpty()) {
            settings.add(name, key, new JsonBoolean(key, true));
            name = "";
        }
    }
}
