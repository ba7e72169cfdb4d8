package org.shardplan.report.html.element;

/** A piece of a page. Pieces escape what they hold themselves: there is no way to put ready markup on a page. */
public sealed interface Node permits Element, Text, Asset {

    void write(StringBuilder page);
}
