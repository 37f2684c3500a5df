package io.insula.formation;

/**
 * News that this node serves another revision of a formation from now on.
 *
 * @param formation its id
 */
public record FormationReplaced(String formation) {}
