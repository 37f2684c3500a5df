package io.insula.formation;

import java.time.Duration;

/**
 * Whether a text about each user is made.
 *
 * @param cacheTtl how long it may lack what was added since
 */
public record SynopsisSettings(boolean enabled, Duration cacheTtl) {}
