package io.insula.kernel;

/**
 * News that something was changed, fired by rooms inside the transaction that changes it.
 *
 * @param action what was done, as {@code resource.verb}
 * @param resourceType the kind of thing
 * @param resourceId its public id or name; never its contents
 */
public record Change(String action, String resourceType, String resourceId) {}
