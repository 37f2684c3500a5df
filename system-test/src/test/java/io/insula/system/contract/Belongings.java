package io.insula.system.contract;

import io.insula.client.FormationUpload;
import io.insula.client.InsulaTenant;
import io.insula.client.InsulaUser;
import io.insula.client.NewKey;
import io.insula.client.UserIdentifier;
import io.insula.system.contract.Rehearsal.Thing;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What one user of one tenant has, made new for each attack. */
record Belongings(
        Door door,
        String tenant,
        String session,
        String memory,
        String collection,
        String value,
        String preference,
        String credential,
        String imported,
        String request,
        String user,
        String identifier,
        String group,
        String proof,
        String proofOfUser,
        String key) {

    /** What stands in a path where no thing is meant: a group of that name lists whoever is in it. */
    private static final String UNNAMED = "none";

    static Belongings make(Door door) {
        String tenant = Fresh.name("acme");
        InsulaUser owner = door.user(tenant + ":alice");
        String collection = Fresh.name("notes");
        owner.putCollection(collection, null);
        String value = Fresh.name("val");
        owner.putValue(value, value, true);
        String session = owner.createSession().id();
        InsulaTenant users = door.client().forTenant(tenant);
        String user = users.getUser("alice").muxiUserId();
        String identifier = Fresh.name("slack");
        users.linkUserIdentifier(identifier, "slack", user);
        String group = Fresh.name("crew");
        users.setGroupMembers(group, List.of(user));
        users.setGroupMembers(UNNAMED, List.of(user));
        String proven = Fresh.name("telegram");
        String code = users.beginIdentifierProof(user, UserIdentifier.of(Fresh.name("discord")))
                .code();
        String ownCode = owner.beginIdentifierProof(UserIdentifier.of(proven)).code();
        return new Belongings(
                door,
                tenant,
                session,
                owner.addMemory(Rehearsals.WORDS).id(),
                collection,
                value,
                owner.setPreference(Fresh.name("tea"), true).key(),
                credential(door, tenant + ":alice"),
                owner.importMemories("{\"content\":\"I prefer green tea\"}").id(),
                owner.chatAsync(Rehearsals.WORDS, session).id(),
                user,
                identifier,
                group,
                code,
                ownCode + "/" + proven,
                door.client().keys().create(NewKey.client()).key().id());
    }

    private static String credential(Door door, String user) {
        return door.as(user, "POST", "/credentials")
                .json(Map.of("service", "github", "credential", Fresh.name("ghp")))
                .send()
                .data("/credential_id")
                .asText();
    }

    /** Made only where it is asked for: a change of secrets has every node read the formation anew. */
    private String secret() {
        String name = Fresh.name("KEY").replace('-', '_');
        door.asAdmin("POST", "/secrets")
                .json(Map.of("key", name, "value", "s3cret"))
                .send();
        return name;
    }

    /** Made only where it is asked for; the same files are the same revision. */
    private String revision() {
        return door.client()
                .revisions()
                .upload(FormationUpload.of(formation(tenant)).inactive())
                .hash();
    }

    /** The formation that the contract is tried with, in words that nobody else has. */
    static Map<String, String> formation(String words) {
        try {
            Path file = Path.of(System.getProperty("insula.formations"), "alpha", "formation.afs");
            return Map.of("formation.afs", Files.readString(file) + "\n# " + words + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String owner() {
        return tenant + ":alice";
    }

    String id(Thing thing) {
        return switch (thing) {
            case SESSION -> session;
            case MEMORY -> memory;
            case COLLECTION -> collection;
            case NAMESPACE -> value;
            case VALUE -> value + "/" + value;
            case PREFERENCE -> preference;
            case CREDENTIAL -> credential;
            case IMPORT -> imported;
            case REQUEST -> request;
            case REQUEST_OF_SESSION -> session + "/" + request;
            case TENANT -> tenant;
            case USER -> user;
            case IDENTIFIER -> identifier;
            case GROUP -> group;
            case PROOF -> proof;
            case PROOF_OF_USER -> proofOfUser;
            case KEY -> key;
            case SECRET -> secret();
            case REVISION -> revision();
            case NONE -> UNNAMED;
        };
    }

    /** Of the right shape, but nobody's. */
    static String absent(Thing thing) {
        return switch (thing) {
            case SESSION -> Fresh.absentId("sess");
            case MEMORY -> Fresh.absentId("mem");
            case COLLECTION, NAMESPACE, PREFERENCE, TENANT, IDENTIFIER, GROUP, PROOF -> Fresh.name("gone");
            case USER -> Fresh.absentId("usr");
            case VALUE, PROOF_OF_USER -> Fresh.name("gone") + "/" + Fresh.name("gone");
            case CREDENTIAL -> Fresh.absentId("cred");
            case IMPORT -> Fresh.absentId("imp");
            case REQUEST -> Fresh.absentId("req");
            case KEY -> Fresh.absentId("key");
            case SECRET -> "GONE";
            case REVISION -> "0".repeat(64);
            case REQUEST_OF_SESSION -> Fresh.absentId("sess") + "/" + Fresh.absentId("req");
            case NONE -> UNNAMED;
        };
    }
}
