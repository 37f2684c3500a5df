package io.insula.identity;

import io.insula.identity.entity.IdentifierProofEntity;
import io.insula.kernel.Change;
import io.insula.kernel.PlatformException;
import io.insula.tenant.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/** The proofs that are under way, of the user or the tenant to whom the running transaction is bound. */
@ApplicationScoped
class IdentifierProofs {

    /** The database itself looks that both sides are there, so that not even injected SQL links without a proof. */
    private static final String COMPLETE = "select outcome, person, linked from insula_context.complete_proof(?, ?, ?)";

    @PersistenceContext(unitName = "insula")
    EntityManager entities;

    @Inject
    DataSource dataSource;

    @Inject
    IdentityConfiguration configuration;

    @Inject
    Event<Change> changes;

    @Inject
    Clock clock;

    Proof begin(String userId, KeptIdentifier wanted, boolean toUser) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entities.createQuery("delete from IdentifierProofEntity p where p.userId = :user and p.expiresAt <= :now")
                .setParameter("user", userId)
                .setParameter("now", now)
                .executeUpdate();
        long underWay = entities.createQuery(
                        "select count(p) from IdentifierProofEntity p where p.userId = :user", Long.class)
                .setParameter("user", userId)
                .getSingleResult();
        if (underWay >= configuration.mostProofs()) {
            throw PlatformException.rateLimited(
                    "The user has " + underWay + " proofs under way, which is the most; complete one or wait",
                    Duration.ofMinutes(1));
        }
        String code = ProofCode.next();
        Instant expiry = now.plus(configuration.proofTtl());
        entities.persist(new IdentifierProofEntity(ProofCode.hash(code), userId, toUser, now, expiry)
                .of(wanted.plain(), wanted.hash(), wanted.named().type()));
        changes.fire(new Change("identifier.prove", "user", userId));
        return new Proof(code, expiry);
    }

    /**
     * Consumes the proof and links what it proves, if nobody else has it.
     *
     * @param identifierHash of the identifier that a back end vouches for; null where the user completes
     */
    ProofCompletion complete(String code, String identifierHash) {
        ProofCompletion completion = ask(ProofCode.hash(code), identifierHash);
        if (completion.isLinked()) {
            changes.fire(new Change("identifier.link", "user", completion.userId()));
        }
        return completion;
    }

    private ProofCompletion ask(String codeHash, String identifierHash) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(COMPLETE)) {
            statement.setString(1, codeHash);
            statement.setString(2, identifierHash);
            statement.setInt(3, configuration.mostIdentifiers());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new ProofCompletion(row.getString(1), row.getString(2), row.getString(3));
            }
        } catch (SQLException e) {
            throw new DatabaseException("The proof could not be completed", e);
        }
    }
}
