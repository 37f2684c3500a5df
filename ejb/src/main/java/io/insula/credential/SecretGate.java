package io.insula.credential;

import io.insula.tenant.GateCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches a formation's secrets at the gate, under seal: they are needed before anybody's tenant is known. A running
 * transaction stays there.
 */
@ApplicationScoped
class SecretGate {

    private static final String FIND = "select name, version, generation, nonce, sealed, master_id, wrapped, may_be_key"
            + " from insula_gate.kept_secrets(?)";

    @Inject
    GateCall gate;

    List<SealedSecret> of(String formation) {
        return gate.ask(FIND, statement -> statement.setString(1, formation), SecretGate::read);
    }

    private static List<SealedSecret> read(ResultSet row) throws SQLException {
        List<SealedSecret> secrets = new ArrayList<>();
        while (row.next()) {
            secrets.add(new SealedSecret(
                    row.getString(1),
                    row.getLong(2),
                    row.getInt(3),
                    new Sealed(row.getBytes(4), row.getBytes(5)),
                    row.getString(6),
                    new Sealed(new byte[0], row.getBytes(7)),
                    row.getBoolean(8)));
        }
        return secrets;
    }
}
