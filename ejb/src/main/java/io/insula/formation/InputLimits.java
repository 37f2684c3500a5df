package io.insula.formation;

/**
 * How much one request may bring.
 *
 * @param maxMessageLength characters of one chat message
 * @param maxFileSizeBytes bytes of one file
 * @param maxMemoryEntrySize characters of one memory
 * @param maxBatchItems entries of one batch
 */
public record InputLimits(int maxMessageLength, long maxFileSizeBytes, int maxMemoryEntrySize, int maxBatchItems) {}
