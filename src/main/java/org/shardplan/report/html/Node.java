package org.shardplan.report.html;

/** A piece of a page. Pieces escape what they hold themselves: there is no way to put ready markup on a page. */
sealed interface Node permits Element, Text, Asset {

    void write(StringBuilder page);
}
