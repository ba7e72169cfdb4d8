/** Numbers to people: what the terminal shows. Knows no files, no command line and no JSON. */
package org.shardplan.report;
