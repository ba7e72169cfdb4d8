/** Layouts, facts, proofs, rejections and comparisons in words, for the terminal and web pages alike. */
package org.shardplan.report.words;
