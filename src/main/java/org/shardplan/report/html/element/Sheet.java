package org.shardplan.report.html.element;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One page that fills up from top to bottom and ends up in one file. */
public final class Sheet {

    private final String title;
    private final List<Node> pieces = new ArrayList<>();

    public Sheet(String title) {
        this.title = title;
    }

    public void add(Node piece) {
        pieces.add(piece);
    }

    /** A part with a heading of its own. */
    public void section(String heading, List<? extends Node> content) {
        if (!content.isEmpty()) {
            add(Element.of("section", Element.of("h2", heading)).holding(content));
        }
    }

    /** The file. The policy keeps the browser from running anything but our scripts and from fetching anything. */
    public String text(String version) {
        Element head = Element.of("head",
                Element.of("meta").with("charset", "utf-8"),
                meta("viewport", "width=device-width, initial-scale=1"),
                Element.of("meta").with("http-equiv", "Content-Security-Policy").with("content", "default-src 'none'; "
                        + "style-src 'unsafe-inline'; script-src " + Asset.CHART_LIBRARY.digest() + " "
                        + Asset.CHARTS.digest()),
                meta("color-scheme", "light dark"),
                meta("generator", "shardplan " + version),
                Element.of("title", title), Asset.STYLE);
        Element body = Element.of("body", Element.of("main").holding(pieces), Asset.CHART_LIBRARY, Asset.CHARTS);
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        Element.of("html", head, body).with("lang", "en").write(page);
        return new String(page.append('\n').toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Element meta(String name, String content) {
        return Element.of("meta").with("name", name).with("content", content);
    }
}
