package org.shardplan.report.measured;

import org.shardplan.measured.GroupScale;
import org.shardplan.measured.Validation;
import org.shardplan.report.page.Figures;
import org.shardplan.report.page.Page;
import org.shardplan.report.page.Width;

/** Measured over predicted step time of every group: what one measured run would correct. */
final class ValidationScales {

    private static final int[] COLUMNS = {34, 16, 10, -7, -8, -10, -14};

    private final Page page;

    ValidationScales(Page page) {
        this.page = page;
    }

    void write(Validation validation) {
        if (validation.groups().isEmpty()) {
            return;
        }
        page.line(page.style().bold(Width.row(COLUMNS, "Measured over predicted", "GPU", "precision", "runs", "models",
                "scale", "90 % within")));
        validation.groups().forEach(this::line);
        page.blank();
    }

    private void line(GroupScale scale) {
        page.line(Width.row(COLUMNS, scale.group().label(), scale.group().hardware().gpu(),
                scale.group().hardware().recipe(), Figures.count(scale.runs()), Figures.count(scale.models()),
                Figures.format("%.3f", scale.scale()), Figures.percent(scale.spreadPercent())));
    }
}
