/** Many problems at once: which cases there are, what each answered, and what all of them show together. */
package org.shardplan.batch;
