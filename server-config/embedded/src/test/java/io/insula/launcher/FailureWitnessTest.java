package io.insula.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailureWitnessTest {

    private static final String SERVER = "fish.payara.deployment";
    private static final String OWN = "io.insula.credential.VaultSecrets";

    private final FailureWitness witness = FailureWitness.attach();

    @AfterEach
    void detach() {
        witness.detach();
    }

    @Test
    void tellsAMessageWithWhatItIsAbout() {
        log(SERVER, Level.SEVERE, "The archive {0} is no archive", null, "insula.war");

        assertThat(witness.reason()).hasValue("The archive insula.war is no archive");
    }

    @Test
    void prefersTheRootOfAnExceptionToWhatTheServerMakesOfIt() {
        log(SERVER, Level.SEVERE, "Error during deployment", null);
        log(SERVER, Level.SEVERE, "again", new IllegalStateException("outer", new IllegalStateException("The root")));

        assertThat(witness.reason()).hasValue("The root");
    }

    @Test
    void doesNotTakeWhatInsulaSaysOfOneFormationForTheReason() {
        log(OWN, Level.SEVERE, "The formation {0} is left out", null, "fx");
        log(SERVER, Level.WARNING, "Something is odd", null);

        assertThat(witness.reason()).isEmpty();
    }

    private void log(String logger, Level level, String message, Throwable thrown, Object... parameters) {
        LogRecord event = new LogRecord(level, message);
        event.setLoggerName(logger);
        event.setThrown(thrown);
        event.setParameters(parameters);
        witness.publish(event);
    }
}
