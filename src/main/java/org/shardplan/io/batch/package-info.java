/** Many cases from one file: what varies, journals that survive a kill, tables and lines. */
package org.shardplan.io.batch;
