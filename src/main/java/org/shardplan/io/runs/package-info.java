/** Tables of measured runs, and what was predicted of them. */
package org.shardplan.io.runs;
