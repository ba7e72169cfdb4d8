/**
 * The only room that knows JSON. A text becomes a tree that remembers positions ({@link org.shardplan.io.JsonTree}),
 * readers turn the tree into values field by field, and everything wrong with it becomes a
 * {@link org.shardplan.io.Diagnostic}, all in one run.
 */
package org.shardplan.io;
