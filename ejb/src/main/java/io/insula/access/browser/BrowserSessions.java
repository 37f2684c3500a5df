package io.insula.access.browser;

import io.insula.access.CredentialTrace;
import io.insula.kernel.Change;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.kernel.PublicId;
import io.insula.tenant.DatabaseException;
import io.insula.tenant.GateCall;
import io.insula.tenant.Scope;
import io.insula.tenant.TenantBinding;
import io.insula.tenant.TenantContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of sessions: one is found at the gate, opened and ended by whoever it belongs to. */
@Stateless
public class BrowserSessions {

    private static final String FIND =
            "select formation_id, tenant_id, tenant_slug, session_id, user_id, actor, key_hash,"
                    + " lookup, identifier, issuer, subject, shown_name, issuer_session, id_token, created_at, ends_at,"
                    + " tokens, outlived from insula_gate.look_up_browser_session(?, ?)";
    private static final String CLAIM_RENEWAL = "select insula_gate.claim_browser_renewal(?, ?, ?)";
    private static final String RENEW = "select insula_gate.renew_browser_session(?, ?, ?, ?, ?, ?)";
    private static final String ADMIT = "select insula_gate.admit_browser_session(?)";
    private static final String OPEN =
            """
            insert into insula.browser_session (hash, login_hash, issued_at, tenant_id, formation_id, session_id, tenant_slug,
                bound_user_id, key_id, actor, lookup, identifier, issuer, subject, shown_name, issuer_session, id_token,
                tokens, ends_at, good_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?),
                now() + make_interval(secs => ?))
            """;
    private static final String END_SURPLUS =
            """
            update insula.browser_session set ended_at = now() where session_id in (
                select o.session_id from insula.browser_session o
                 where o.ended_at is null and o.ends_at > now() and o.bound_user_id is not distinct from ?
                   and o.key_id is not distinct from ? order by o.created_at desc, o.session_id offset ?)
            """;
    private static final String END =
            "update insula.browser_session set ended_at = now() where session_id = ? and ended_at is null";

    private static final String TAKEN = "23505";
    private static final String RESOURCE = "browser_session";
    private static final Duration LATER = Duration.ofMinutes(1);

    /**
     * What a provider gave for a session to go on.
     *
     * @param proof null where it said nothing new of the login, as is {@code lookup}
     * @param good for how long
     */
    public record Renewal(Sealed tokens, Sealed proof, String lookup, Duration good) {}

    @Inject
    GateCall gate;

    @Inject
    DataSource dataSource;

    @Inject
    TenantBinding binding;

    @Inject
    BrowserConfiguration configuration;

    @Inject
    BrowserSecrets secrets;

    @Inject
    Event<Change> changes;

    /** The living session of a browser that holds this secret. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<BrowserSession> find(String secret) {
        return gate.ask(
                FIND,
                statement -> {
                    statement.setBytes(1, secrets.hash(secret));
                    statement.setDouble(2, seconds(configuration.idle()));
                },
                row -> row.next() ? Optional.of(read(row)) : Optional.empty());
    }

    /**
     * Whether it is the caller who asks for new tokens in place of these.
     *
     * @param lease for how long nobody else is; nothing gives it back
     */
    public boolean claimRenewal(String secret, Sealed known, Duration lease) {
        return gate.ask(
                CLAIM_RENEWAL,
                statement -> {
                    statement.setBytes(1, secrets.hash(secret));
                    statement.setString(2, known.text());
                    statement.setDouble(3, seconds(lease));
                },
                BrowserSessions::isSo);
    }

    /** Puts new tokens in the place of those that were known; false where something else came between. */
    public boolean renew(String secret, Sealed known, Renewal renewal) {
        return gate.ask(
                RENEW,
                statement -> {
                    statement.setBytes(1, secrets.hash(secret));
                    statement.setString(2, known.text());
                    statement.setString(3, renewal.tokens().text());
                    statement.setString(
                            4, renewal.proof() == null ? null : renewal.proof().text());
                    statement.setString(5, renewal.lookup());
                    statement.setDouble(6, seconds(renewal.good()));
                },
                BrowserSessions::isSo);
    }

    /**
     * Opens a session.
     *
     * @throws PlatformException SERVICE_UNAVAILABLE where there are as many as there may be, INVALID_REQUEST where the
     *     login opened one before
     */
    public void open(NewBrowserSession wanted) {
        binding.enterGate();
        try (Connection connection = dataSource.getConnection()) {
            requireRoom(connection);
            TenantContext who = wanted.who();
            binding.bind(scope(who), who);
            String id = PublicId.next("bss");
            insert(connection, wanted, id);
            endSurplus(connection, who.userId(), keyId(wanted));
            changes.fire(new Change("browser_session.create", RESOURCE, id));
        } catch (SQLException e) {
            if (TAKEN.equals(e.getSQLState())) {
                throw new PlatformException(ErrorCode.INVALID_REQUEST, "This login was used already; log in again");
            }
            throw new DatabaseException("The session could not be opened", e);
        }
    }

    /** Ends a session at once, on every node; ending it twice changes nothing. */
    public void end(BrowserSession session, String requestId) {
        TenantContext who = session.context(requestId);
        binding.bind(scope(who), who);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement end = connection.prepareStatement(END)) {
            end.setString(1, session.id());
            if (end.executeUpdate() > 0) {
                changes.fire(new Change("browser_session.end", RESOURCE, session.id()));
            }
        } catch (SQLException e) {
            throw new DatabaseException("The session could not be ended", e);
        }
    }

    private void requireRoom(Connection connection) throws SQLException {
        try (PreparedStatement admit = connection.prepareStatement(ADMIT)) {
            admit.setInt(1, configuration.most());
            try (ResultSet row = admit.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    throw PlatformException.unavailable("Too many people are logged in; try again later", LATER);
                }
            }
        }
    }

    private void insert(Connection connection, NewBrowserSession wanted, String id) throws SQLException {
        TenantContext who = wanted.who();
        NewBrowserSession.Proof proof = wanted.proof();
        List<String> texts = new ArrayList<>(Arrays.asList(
                who.tenantId() == null ? "" : who.tenantId(),
                who.formation(),
                id,
                who.tenantSlug(),
                who.userId(),
                keyId(wanted),
                wanted.trace().actor()));
        texts.addAll(login(wanted));
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            int at = 1;
            open.setBytes(at++, secrets.hash(wanted.secret()));
            open.setBytes(at++, proof == null ? null : secrets.loginHash(proof.state()));
            open.setObject(at++, proof == null ? null : proof.issuedAt().atOffset(ZoneOffset.UTC));
            for (String text : texts) {
                open.setString(at++, text);
            }
            open.setDouble(at++, seconds(wanted.longest()));
            open.setObject(at, proof == null ? null : seconds(proof.good()), Types.DOUBLE);
            open.executeUpdate();
        }
    }

    /** Nothing of a key, which is found by its id. */
    private static List<String> login(NewBrowserSession wanted) {
        BrowserSession.Login login = wanted.login();
        if (login == null) {
            return Collections.nCopies(8, null);
        }
        return Arrays.asList(
                wanted.trace().lookup(),
                login.identifier(),
                login.issuer(),
                login.subject(),
                login.name(),
                login.issuerSession(),
                login.proof() == null ? null : login.proof().text(),
                login.grant().tokens().text());
    }

    private void endSurplus(Connection connection, String userId, String keyId) throws SQLException {
        try (PreparedStatement surplus = connection.prepareStatement(END_SURPLUS)) {
            surplus.setString(1, userId);
            surplus.setString(2, keyId);
            surplus.setInt(3, configuration.perUser());
            surplus.executeUpdate();
        }
    }

    private static BrowserSession read(ResultSet row) throws SQLException {
        String actor = row.getString(6);
        String keyHash = row.getString(7);
        String issuer = row.getString(10);
        return new BrowserSession(
                row.getString(4),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(5),
                issuer == null
                        ? new CredentialTrace(actor, KeyKind.ADMIN.word(), keyHash)
                        : new CredentialTrace(actor, CredentialTrace.TOKEN, row.getString(8)),
                issuer == null
                        ? null
                        : new BrowserSession.Login(
                                issuer,
                                row.getString(11),
                                row.getString(12),
                                row.getString(13),
                                row.getString(9),
                                Sealed.of(row.getString(14)),
                                new BrowserSession.Grant(Sealed.of(row.getString(17)), row.getBoolean(18))),
                row.getObject(15, OffsetDateTime.class).toInstant(),
                row.getObject(16, OffsetDateTime.class).toInstant());
    }

    private static boolean isSo(ResultSet row) throws SQLException {
        return row.next() && row.getBoolean(1);
    }

    private static Scope scope(TenantContext who) {
        if (who.userId() != null) {
            return Scope.USER;
        }
        return who.tenantId() == null ? Scope.PLATFORM : Scope.TENANT;
    }

    /** A key is known by its id alone: neither it nor its hash is kept with the session. */
    private static String keyId(NewBrowserSession wanted) {
        return wanted.login() == null ? wanted.trace().actor() : null;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
