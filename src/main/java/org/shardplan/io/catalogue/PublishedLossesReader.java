package org.shardplan.io.catalogue;

import java.util.List;
import org.shardplan.io.json.Decimal;
import org.shardplan.io.json.Fields;
import org.shardplan.io.json.Findings;
import org.shardplan.io.json.JsonTree;
import org.shardplan.io.json.JsonValue.JsonObject;
import org.shardplan.io.json.ListOf;
import org.shardplan.io.json.Nested;
import org.shardplan.io.json.Resource;
import org.shardplan.io.json.Source;
import org.shardplan.io.json.Text;
import org.shardplan.problem.PublishedLosses;
import org.shardplan.problem.PublishedLosses.Loss;

/** Reads the table of what quantization costs in benchmark score. */
public final class PublishedLossesReader {

    private static final String RESOURCE = "/org/shardplan/profile/quantization.json";
    private static final ListOf<Fields> ROWS = new ListOf<>(Nested.OBJECT, 1_000);
    private static final Decimal SCORE = Decimal.positive("");
    private static final Decimal LOSS = Decimal.between(0, 100, "percent");
    private static final double PERCENT = 100;

    private PublishedLossesReader() {
    }

    /** The table that comes with the application. */
    public static PublishedLosses shipped() {
        Source source = new Source(RESOURCE, Resource.text(RESOURCE));
        Findings findings = new Findings(source);
        JsonObject root = (JsonObject) JsonTree.parse(source, findings).orElseThrow();
        Fields fields = Fields.of(root, findings);
        PublishedLosses losses = new PublishedLosses(losses(fields, "weights"), losses(fields, "keyValues"));
        Shelf.requireNone(findings);
        return losses;
    }

    private static List<Loss> losses(Fields fields, String kind) {
        return fields.required(kind, ROWS).stream().map(PublishedLossesReader::loss).toList();
    }

    private static Loss loss(Fields row) {
        String source = row.required("source", Text.PROSE) + ", read " + row.required("read", Text.NAME);
        return new Loss(row.required("format", Text.NAME), row.required("model", Text.NAME), percent(row),
                row.required("benchmark", Text.PROSE), source);
    }

    /** As published, or from the scores; a score that rose lost nothing. */
    private static double percent(Fields row) {
        if (row.has("lossPercent")) {
            return row.required("lossPercent", LOSS);
        }
        double before = row.required("sixteenBit", SCORE);
        return Math.max(0, PERCENT * (1 - row.required("score", SCORE) / before));
    }
}
