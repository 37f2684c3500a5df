package io.insula.work;

import io.insula.access.Resolution;

/**
 * An item in hand, read under its user's own binding.
 *
 * @param asker who asked for it, as it was then: to be let in anew before anything is done
 */
record Task(Claim claim, WorkItem item, Resolution asker) {}
