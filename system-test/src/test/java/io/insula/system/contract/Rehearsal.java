package io.insula.system.contract;

import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import java.util.Map;
import java.util.function.Function;

/**
 * How to call one operation so that it succeeds.
 *
 * @param guard whose key it takes
 * @param thing what it is called on, by its id in the path or in the body
 * @param success the status of success
 * @param query what follows the path
 * @param body what to send for a thing's id, or null for nothing
 * @param lists the kind of thing that its answer lists
 */
record Rehearsal(
        Guard guard, Thing thing, int success, String query, Function<String, Map<String, ?>> body, Thing lists) {

    /** Whose key opens an operation. */
    enum Guard {
        NONE,
        CLIENT,
        ADMIN,
        /** A back end that speaks for a whole tenant. */
        TENANT,
        TENANT_ADMIN
    }

    /** What belongs to somebody. */
    enum Thing {
        NONE,
        SESSION,
        REQUEST,
        REQUEST_OF_SESSION,
        MEMORY,
        COLLECTION,
        NAMESPACE,
        VALUE,
        PREFERENCE,
        CREDENTIAL,
        IMPORT,
        TENANT,
        USER,
        IDENTIFIER,
        GROUP,
        /** A proof whose code was sent to the identifier. */
        PROOF,
        /** A proof whose code the user got. */
        PROOF_OF_USER,
        KEY,
        SECRET,
        REVISION
    }

    static Rehearsal open(int success) {
        return new Rehearsal(Guard.NONE, Thing.NONE, success, "", null, Thing.NONE);
    }

    static Rehearsal client(int success) {
        return new Rehearsal(Guard.CLIENT, Thing.NONE, success, "", null, Thing.NONE);
    }

    static Rehearsal admin(int success) {
        return new Rehearsal(Guard.ADMIN, Thing.NONE, success, "", null, Thing.NONE);
    }

    static Rehearsal tenant(int success) {
        return new Rehearsal(Guard.TENANT, Thing.NONE, success, "", null, Thing.NONE);
    }

    static Rehearsal tenantAdmin(int success) {
        return new Rehearsal(Guard.TENANT_ADMIN, Thing.NONE, success, "", null, Thing.NONE);
    }

    boolean isAdmins() {
        return guard == Guard.ADMIN || guard == Guard.TENANT_ADMIN;
    }

    boolean isOfOneUser() {
        return guard == Guard.CLIENT;
    }

    boolean isOfATenant() {
        return guard == Guard.TENANT || guard == Guard.TENANT_ADMIN;
    }

    Rehearsal on(Thing owned) {
        return new Rehearsal(guard, owned, success, query, body, lists);
    }

    Rehearsal listing(Thing listed) {
        return new Rehearsal(guard, thing, success, query, body, listed);
    }

    Rehearsal with(String newQuery) {
        return new Rehearsal(guard, thing, success, newQuery, body, lists);
    }

    Rehearsal sending(Function<String, Map<String, ?>> newBody) {
        return new Rehearsal(guard, thing, success, query, newBody, lists);
    }

    /** The same list, from a cursor on. */
    Rehearsal after(String cursor) {
        return with(query + (query.isEmpty() ? "?" : "&") + "cursor=" + cursor);
    }

    /** The request without any key. */
    Asking ask(Door door, Operation operation, String id) {
        Door chosen = operation.byKeyAlone() ? door.byKeyAlone() : door;
        chosen = operation.isForAgents() ? chosen.forAgents() : chosen;
        String[] keyed = operation.key().split(" ", 2);
        Asking asking = chosen.ask(
                keyed[0],
                keyed[1].replace("{}/{}", id.contains("/") ? id : id + "/" + id).replace("{}", id) + query);
        return body == null ? asking : asking.json(body.apply(id));
    }

    /** The request as it should be. */
    Asking askProperly(Door door, Operation operation, String id, String user) {
        Asking asking = ask(door, operation, id);
        return switch (guard) {
            case CLIENT -> asking.clientKey(door.keys().client()).user(user);
            case ADMIN -> asking.adminKey(door.keys().admin());
            case TENANT -> asking.clientKey(door.keys().client()).tenant(tenantOf(user));
            case TENANT_ADMIN -> asking.adminKey(door.keys().admin()).tenant(tenantOf(user));
            case NONE -> operation.byKeyAlone() ? asking.clientKey(door.keys().client()) : asking;
        };
    }

    private static String tenantOf(String user) {
        return user.substring(0, user.indexOf(':'));
    }
}
