package io.insula.system.atonce;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.FormationRevision;
import io.insula.client.FormationUpload;
import io.insula.client.InsulaException;
import io.insula.client.InsulaRevisions;
import io.insula.client.InsulaTenant;
import io.insula.client.IssuedKey;
import io.insula.client.Memory;
import io.insula.client.NewKey;
import io.insula.client.PageQuery;
import io.insula.client.UserIdentifier;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The changes from whose answer on somebody may not any more what they could before. */
enum Ending {
    KEY_REVOKED {
        @Override
        Right grant(Door node) {
            return OfAKey.fresh(node, (door, id) -> door.client().keys().revoke(id));
        }
    },
    KEY_REPLACED {
        @Override
        Right grant(Door node) {
            return OfAKey.fresh(node, (door, id) -> door.client().keys().rotate(id, Duration.ZERO));
        }
    },
    IDENTIFIER_UNLINKED {
        @Override
        Right grant(Door node) {
            return OfAName.fresh(node);
        }
    },
    USER_SUSPENDED {
        @Override
        Right grant(Door node) {
            return OfAPerson.fresh((door, tenant) -> {
                InsulaTenant users = door.client().forTenant(tenant);
                users.suspendUser(users.getUser(OfAPerson.NAME).muxiUserId());
            });
        }
    },
    ROLE_TAKEN {
        @Override
        String formation() {
            return GRANTING;
        }

        @Override
        Right grant(Door node) {
            String tenant = Fresh.name("acme");
            InsulaTenant users = node.client().forTenant(tenant);
            String user = users.resolveUser(OfAPerson.NAME, true).muxiUserId();
            users.setGroupMembers("talkers", List.of(user));
            return new OfAPerson(
                    tenant, (door, of) -> door.client().forTenant(of).setGroupMembers("talkers", List.of()));
        }
    },
    FORMATION_REPLACED {
        @Override
        String formation() {
            return GRANTING;
        }

        @Override
        Right grant(Door node) {
            String assigned = "\"user:%s:" + OfAPerson.NAME + "\", ";
            OfAPerson right = OfAPerson.fresh(
                    (door, tenant) -> replace(door, text -> text.replace(assigned.formatted(tenant), "")));
            replace(
                    node,
                    text -> text.replace(
                            "talker: [\"group", "talker: [" + assigned.formatted(right.tenant()) + "\"group"));
            return right;
        }
    },
    TENANT_SUSPENDED {
        @Override
        Right grant(Door node) {
            return OfAPerson.fresh((door, tenant) -> door.client().suspendTenant(tenant));
        }
    };

    private static final String GRANTING = "granting";
    private static final String SOURCE = "formation.afs";

    /** Deploys the formation with another text; of several who do at once, each changes what the one before left. */
    private static void replace(Door node, UnaryOperator<String> change) {
        InsulaRevisions revisions = node.client().revisions();
        boolean done = false;
        while (!done) {
            String active = revisions.list(PageQuery.of(200)).items().stream()
                    .filter(FormationRevision::active)
                    .findFirst()
                    .orElseThrow()
                    .hash();
            String text = change.apply(revisions.get(active).files().get(SOURCE));
            done = deployed(revisions, FormationUpload.of(Map.of(SOURCE, text)).inPlaceOf(active));
        }
    }

    private static boolean deployed(InsulaRevisions revisions, FormationUpload upload) {
        try {
            revisions.upload(upload);
            return true;
        } catch (InsulaException refused) {
            assertThat(refused.status()).isEqualTo(409);
            return false;
        }
    }

    /** In which formation it happens. */
    String formation() {
        return "talking";
    }

    /** Gives somebody whom nobody knew before the right that this change takes. */
    abstract Right grant(Door node);

    /** Whoever holds a key may speak for a user. */
    private record OfAKey(String secret, String id, String user, BiConsumer<Door, String> taking) implements Right {

        static Right fresh(Door node, BiConsumer<Door, String> taking) {
            IssuedKey key = node.client().keys().create(NewKey.client());
            return new OfAKey(key.secret(), key.key().id(), Fresh.name("acme") + ":alice", taking);
        }

        @Override
        public Asking ask(Door node, String method, String path) {
            return node.ask(method, path).clientKey(secret).user(user);
        }

        @Override
        public boolean refused(Answer answer) {
            return answer.status() == 401;
        }

        @Override
        public void take(Door node) {
            taking.accept(node, id);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** Whoever comes under a linked name has what its owner has. Afterwards it is the name of somebody new. */
    private record OfAName(String tenant) implements Right {

        private static final String OWNER = "alice";
        private static final String NAME = "U024BE7LH";
        private static final String SECRET = "The lamp hides a ruby";

        static Right fresh(Door node) {
            String tenant = Fresh.name("acme");
            InsulaTenant users = node.client().forTenant(tenant);
            users.associateUserIdentifiers(List.of(UserIdentifier.of(OWNER), UserIdentifier.of(NAME, "slack")), null);
            node.user(tenant + ":" + OWNER).addMemory(SECRET);
            return new OfAName(tenant);
        }

        @Override
        public Asking ask(Door node, String method, String path) {
            return node.as(tenant + ":" + NAME, method, path);
        }

        @Override
        public boolean granted(Answer answer) {
            return answer.body().contains(SECRET);
        }

        @Override
        public boolean refused(Answer answer) {
            return answer.status() / 100 == 2 && !answer.body().contains(SECRET);
        }

        @Override
        public void take(Door node) {
            node.client().forTenant(tenant).unlinkUserIdentifier(NAME, false);
        }

        @Override
        public void check(Door node) {
            assertThat(node.user(tenant + ":" + OWNER).memories())
                    .extracting(Memory::content)
                    .contains(SECRET)
                    .noneMatch(content -> content.contains(Round.LATE));
        }
    }

    /** Somebody may come as long as neither they nor their tenant are shut out. */
    private record OfAPerson(String tenant, BiConsumer<Door, String> taking) implements Right {

        static final String NAME = "alice";

        static OfAPerson fresh(BiConsumer<Door, String> taking) {
            return new OfAPerson(Fresh.name("acme"), taking);
        }

        @Override
        public Asking ask(Door node, String method, String path) {
            return node.as(tenant + ":" + NAME, method, path);
        }

        @Override
        public boolean refused(Answer answer) {
            return answer.status() == 403;
        }

        @Override
        public void take(Door node) {
            taking.accept(node, tenant);
        }
    }
}
