package io.insula.connection;

/**
 * Whose a connection is. Only equal owners use the same one.
 *
 * @param formation its id
 * @param userId the public id of the user
 * @param server as the formation names it
 * @param fingerprint changes with the server's declaration and with the versions of the credentials in it; a new one ends
 *     the connection of an older one
 */
public record ToolOwner(String formation, String tenantId, String userId, String server, String fingerprint) {

    /** Whether both are connections of the same user to the same server, perhaps with other credentials. */
    boolean replaces(ToolOwner other) {
        return !fingerprint.equals(other.fingerprint) && server.equals(other.server) && isOfTheUser(other);
    }

    boolean isOfTheUser(ToolOwner other) {
        return userId.equals(other.userId) && isOfTheTenant(other);
    }

    boolean isOfTheTenant(ToolOwner other) {
        return tenantId.equals(other.tenantId) && formation.equals(other.formation);
    }
}
