/** Layouts as people write them: keys and values, solutions, launch flags and files of the frameworks. */
package org.shardplan.io.layout;
