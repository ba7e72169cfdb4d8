package org.shardplan.io.json;

import java.util.Optional;
import org.shardplan.io.json.Diagnostic.Excerpt;
import org.shardplan.io.json.Diagnostic.Location;

/**
 * A text and the name people know it by.
 *
 * @param name file name
 * @param text its content
 */
public record Source(String name, String text) {

    private static final int WIDEST_LINE = 96;
    private static final int CONTEXT = 40;

    /** The source as a whole. */
    Location whole() {
        return new Location(name, "", Optional.empty());
    }

    Location locate(Place place) {
        int offset = Math.min(place.offset(), text.length());
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return new Location(name, place.pointer().toString(), Optional.of(excerpt(start, offset, place.length())));
    }

    int lineOf(Place place) {
        int line = 1;
        int end = text.indexOf('\n');
        while (end >= 0 && end < place.offset()) {
            line++;
            end = text.indexOf('\n', end + 1);
        }
        return line;
    }

    private Excerpt excerpt(int start, int offset, int length) {
        int line = lineOf(new Place(offset, length, Pointer.ROOT));
        int end = endOfLine(offset);
        int from = Math.max(start, Math.min(offset - CONTEXT, end - WIDEST_LINE));
        int to = Math.min(end, from + WIDEST_LINE);
        String ahead = from > start ? "…" : "";
        String shown = ahead + text.substring(from, to) + (to < end ? "…" : "");
        int marked = Math.max(1, Math.min(length, to - offset));
        return new Excerpt(line, offset - start + 1, shown, ahead.length() + offset - from, marked);
    }

    private int endOfLine(int offset) {
        int end = text.indexOf('\n', offset);
        if (end < 0) {
            return text.length();
        }
        return end > offset && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
