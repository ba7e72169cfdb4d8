package org.shardplan.report.html.training;

import org.shardplan.estimate.Estimate;
import org.shardplan.report.html.element.Sheet;

/** Everything there is to show about one layout. */
final class LayoutSections {

    private LayoutSections() {
    }

    static void write(Estimate estimate, Sheet sheet) {
        sheet.section("On the cluster", ClusterSection.of(estimate));
        sheet.section("Memory per GPU", MemorySection.of(estimate));
        sheet.section("Time per step", TimeSection.of(estimate));
        sheet.section("The pipeline over one step", PipelineSection.of(estimate));
    }
}
