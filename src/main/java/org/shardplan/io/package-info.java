/**
 * The only room that knows JSON and the files of others. {@code json} turns a text into a tree that remembers positions,
 * the readers of the other rooms turn the tree into values field by field.
 */
package org.shardplan.io;
