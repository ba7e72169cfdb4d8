package org.shardplan.report.page;

import java.util.List;

/**
 * One thing people ask first.
 *
 * @param label what it is about
 * @param value the answer in short
 * @param details what else there is to say
 */
public record Fact(String label, String value, List<String> details) {

    public Fact {
        details = List.copyOf(details);
    }
}
