package io.insula.formation;

/**
 * A model that turns text into vectors.
 *
 * @param dimension components of each vector
 */
public record EmbeddingModel(ModelEndpoint endpoint, int dimension) {}
