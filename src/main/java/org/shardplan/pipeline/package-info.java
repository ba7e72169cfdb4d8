/** Which layers a pipeline stage holds and how many micro-batches it keeps alive: what memory and time both need. */
package org.shardplan.pipeline;
