package org.shardplan.report.html.element;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A script or style sheet that comes with the application, the only ones a page may have. */
public enum Asset implements Node {
    STYLE("style", "report.css"),
    /** Apache ECharts, the official build with bars, lines, scatter and SVG. */
    CHART_LIBRARY("script", "echarts-6.1.0.common.min.js"),
    CHARTS("script", "report.js");

    private final String element;
    private final String file;

    Asset(String element, String file) {
        this.element = element;
        this.file = file;
    }

    @Override
    public void write(StringBuilder page) {
        page.append('<').append(element).append('>').append(text()).append("</").append(element).append('>');
    }

    /** What a content security policy calls it. */
    public String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Every Java has SHA-256.", failure);
        }
    }

    public String text() {
        try (InputStream stream = Asset.class.getResourceAsStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
