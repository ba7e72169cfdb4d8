/** What the user asks: immutable, validated values without a trace of JSON or of the search. */
package org.shardplan.problem;
