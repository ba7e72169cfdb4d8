package org.shardplan.io.solution;

import org.shardplan.export.Export;
import org.shardplan.io.json.JsonText;

/** Exported files as one JSON document. */
public final class ExportDocument {

    private ExportDocument() {
    }

    public static String of(Export export) {
        return JsonText.of(json -> {
            json.objects("files", export.files(), file -> {
                json.text("name", file.name());
                json.text("text", file.text());
            });
            json.texts("notExpressed", export.gaps());
        });
    }
}
