/** The rules of serving layouts, in the style of {@link org.shardplan.rule}: each once, with its numbers. */
package org.shardplan.serving.rule;
