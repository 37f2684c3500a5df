package io.insula.tenant;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/** The pool of connections to the database. It is declared at a session bean, since Payara Server looks at components only. */
@DataSourceDefinition(
        name = ConnectionPool.NAME,
        className = "io.insula.tenant.InsulaDataSource",
        transactional = true,
        initialPoolSize = 2,
        minPoolSize = 2,
        maxPoolSize = ConnectionPool.MOST,
        maxIdleTime = 300,
        properties = {
            "applicationName=insula",
            // Whoever gets none in this time is told to come back.
            "fish.payara.max-wait-time-in-millis=15000",
            // A database that was restarted leaves dead connections behind: one that has rested is asked before use,
            // and if it is dead, all are made anew.
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=2",
            "fish.payara.fail-all-connections=true"
        })
@Singleton
public class ConnectionPool {

    static final String NAME = "java:app/jdbc/insula";
    static final int MOST = 20;
}
