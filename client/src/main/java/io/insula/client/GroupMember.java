package io.insula.client;

import java.time.Instant;

/**
 * One who is in a group of a tenant.
 *
 * @param userId the public id
 */
public record GroupMember(String userId, Instant addedAt) {}
