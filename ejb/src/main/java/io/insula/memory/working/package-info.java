/**
 * Working memory: what a user stated lately, in whichever session. It fades, and use keeps it from fading. The rows are the
 * truth; what lies at hand or elsewhere only proposes, and is read again under the user's own rights.
 */
package io.insula.memory.working;
