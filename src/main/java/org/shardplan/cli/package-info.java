/** The command line: one class for each command. The only package that knows picocli and the standard streams. */
package org.shardplan.cli;
