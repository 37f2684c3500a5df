package io.insula.tenant;

import io.insula.kernel.PublicId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which logins their issuer has ended, on whatever node that was heard. They are asked for at the gate, before anybody is
 * bound; a function of the gate that looks up something else of a login, such as a session in a browser, can ask in the
 * same statement by {@code insula_gate.login_ended(issuer, subject, session, since)}.
 */
@Stateless
public class EndedLogins {

    private static final String STANDING =
            "select ended, formation_epoch, tenant_epoch from insula_gate.login_standing(?, ?, ?, ?, ?, ?)";
    private static final String END =
            "select formation_id, tenant_id, user_id from insula_gate.end_login(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RECORD = "select insula_gate.record(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    /** An issuer whose users are in more places at once is told of in the trail of these. */
    private static final int MOST_RECORDED = 100;

    @Inject
    GateCall gate;

    @Inject
    Origin origin;

    /**
     * Who came from where, and since when.
     *
     * @param issuer in its own words, as its tokens say in {@code iss}
     * @param subject as the issuer has it, or null
     * @param session the issuer's id of it ({@code sid}), or null
     * @param since when the issuer said so; null where it is not told, and then it counts as long ago
     */
    public record Login(String issuer, String subject, String session, Instant since) {

        @Override
        public String toString() {
            return "Login of " + issuer;
        }
    }

    /** Whether a login has ended, and the epochs as of the same moment. */
    public record Standing(boolean ended, Epochs epochs) {}

    /**
     * That a login has ended.
     *
     * @param login since when it is over; without a session all that the subject began until then
     * @param tokenId of the logout token that says so: it is taken once
     * @param identifier under which the subject is known here, or null
     * @param formation the only one that the issuer's tokens open, or null
     * @param memory for how long it is remembered
     */
    public record Ending(Login login, String tokenId, String identifier, String formation, Duration memory) {}

    /**
     * Whether a login has ended, with the epochs of a formation and of the tenant of that slug. Not for a transaction that is
     * bound to somebody.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Standing standing(Login login, String formation, String slug) {
        return gate.ask(
                STANDING,
                statement -> {
                    bind(statement, login);
                    statement.setString(5, formation);
                    statement.setString(6, slug);
                },
                row -> {
                    row.next();
                    return new Standing(row.getBoolean(1), new Epochs(row.getLong(2), row.getLong(3)));
                });
    }

    /**
     * Ends a login, everywhere and at once.
     *
     * @param now by which the memory of it begins
     * @return whether this was news; a logout token that was taken before ends nothing
     */
    public boolean end(Ending ending, Instant now, Gate.Asker asker) {
        List<Place> concerned = gate.ask(END, statement -> bind(statement, ending, now), EndedLogins::places);
        concerned.stream().limit(MOST_RECORDED).forEach(place -> record(place, asker));
        return !concerned.isEmpty();
    }

    /** Where a login was known: the user may be null, and then it is the formation as a whole. */
    private record Place(String formation, String tenantId, String userId) {}

    private static void bind(PreparedStatement statement, Login login) throws SQLException {
        statement.setString(1, login.issuer());
        statement.setString(2, login.subject());
        statement.setString(3, login.session());
        statement.setObject(4, login.since() == null ? null : login.since().atOffset(ZoneOffset.UTC));
    }

    private static void bind(PreparedStatement statement, Ending ending, Instant now) throws SQLException {
        Login login = ending.login();
        statement.setString(1, login.issuer());
        statement.setString(2, ending.tokenId());
        statement.setObject(3, login.since().atOffset(ZoneOffset.UTC));
        statement.setObject(4, now.plus(ending.memory()).atOffset(ZoneOffset.UTC));
        statement.setString(5, login.subject());
        statement.setString(6, login.session());
        statement.setString(7, ending.identifier());
        statement.setString(8, ending.formation());
    }

    private static List<Place> places(ResultSet row) throws SQLException {
        List<Place> places = new ArrayList<>();
        while (row.next()) {
            places.add(new Place(row.getString(1), row.getString(2), row.getString(3)));
        }
        return places;
    }

    private void record(Place place, Gate.Asker asker) {
        gate.ask(
                RECORD,
                statement -> {
                    statement.setString(1, PublicId.next("aud"));
                    statement.setString(2, place.formation());
                    statement.setString(3, place.tenantId());
                    statement.setString(4, asker.actor());
                    statement.setString(5, "login.end");
                    statement.setString(6, place.userId() == null ? "issuer" : "user");
                    statement.setString(7, Optional.ofNullable(place.userId()).orElse(asker.actor()));
                    statement.setString(8, asker.requestId());
                    statement.setString(9, origin.address());
                },
                ResultSet::next);
    }
}
