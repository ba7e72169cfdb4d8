/** Plans in the words of the frameworks that run them: files as text, and what a framework has no words for. */
package org.shardplan.export;
