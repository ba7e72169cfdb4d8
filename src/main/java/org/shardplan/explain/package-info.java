/** Why this layout and not that one: verdicts with numbers, and what two layouts spend their time on differently. */
package org.shardplan.explain;
