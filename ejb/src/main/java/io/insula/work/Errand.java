package io.insula.work;

/**
 * Work that nothing breaks without.
 *
 * @param most how much of that kind may wait or run for one user
 */
public record Errand(String kind, String payload, int most) {}
