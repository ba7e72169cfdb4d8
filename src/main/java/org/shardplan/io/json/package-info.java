/**
 * Texts as trees that remember positions ({@link org.shardplan.io.json.JsonTree}), fields of every type read from
 * them, everything wrong with a file as {@link org.shardplan.io.json.Diagnostic}, all in one run; and JSON written.
 * Knows nothing of what the fields mean.
 */
package org.shardplan.io.json;
