package io.insula.identity;

/**
 * News that a user is being erased, fired inside the last transaction of it. What a room keeps of the user outside its
 * rows, it drops when that transaction has succeeded.
 */
public record UserErased(String formation, String tenantId, String userId) {}
