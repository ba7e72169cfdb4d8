/** Pieces of pages that several subjects share. */
package org.shardplan.report.html.piece;
