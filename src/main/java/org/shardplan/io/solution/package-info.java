/** Answers as JSON, and solutions read back. */
package org.shardplan.io.solution;
