package io.insula.kernel.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReadingTest {

    @Test
    void findsWhatContainersHaveWrapped() {
        Failure failure =
                FailureReading.read(new EJBException(new IllegalStateException(PlatformException.notFound("Session"))));

        assertThat(failure.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(failure.message()).isEqualTo("Session not found");
        assertThat(failure.cause()).isNull();
    }

    @Test
    void readsARefusedCallAsForbidden() {
        assertThat(FailureReading.read(new EJBAccessException("hidden")).code()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "40001", "40P01", "55P03", "57014"})
    void asksToComeBackWhenTheDatabaseIsOnlyBusy(String state) {
        Failure failure = FailureReading.read(new EJBException(new SQLException("hidden", state)));

        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(failure.retrySeconds()).isEqualTo(1);
    }

    @Test
    void asksToComeBackWhenThePoolIsEmpty() {
        assertThat(FailureReading.read(new SQLException("no connection")).code())
                .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(FailureReading.read(new SQLTransientConnectionException("none", "99999"))
                        .code())
                .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void saysThatNobodyKnowsWhetherALostCommitWasMade() {
        RollbackException other = new RollbackException("hidden");
        other.addSuppressed(new XAException(XAException.XAER_RMFAIL));

        for (Exception lost : List.of(new SystemException("hidden"), other)) {
            Failure failure = FailureReading.read(new EJBException(lost));

            assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(failure.retrySeconds()).isEqualTo(1);
            assertThat(failure.message()).contains("is not known", "idempotency key");
        }
        assertThat(FailureReading.read(new EJBException(new RollbackException("an error of ours")))
                        .code())
                .isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void keepsTheDatabasesWordsOutOfTheLog() {
        RuntimeException thrown = new EJBException(
                "secret query", new SQLException("duplicate key (mail)=(secret@example.org)", "23505"));

        assertThat(FailureReading.describe(thrown))
                .contains("EJBException")
                .contains("SQLException (SQLState 23505)")
                .contains("at " + FailureReadingTest.class.getName())
                .doesNotContain("secret");
        assertThat(FailureReading.name(thrown)).doesNotContain("secret").contains("23505");
    }

    @Test
    void survivesACauseThatPointsBack() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalArgumentException("second", first));

        assertThat(FailureReading.read(first).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void roundsWaitingTimesUp() {
        assertThat(Failure.of(PlatformException.unavailable("busy", Duration.ofMillis(1200)))
                        .retrySeconds())
                .isEqualTo(2);
        assertThat(Failure.of(PlatformException.unavailable("busy", Duration.ZERO))
                        .retrySeconds())
                .isEqualTo(1);
    }

    @Test
    void hidesWhatAnInternalErrorSays() {
        Failure failure = Failure.of(new PlatformException(ErrorCode.INTERNAL_ERROR, "hidden"));

        assertThat(failure.message()).isEqualTo("Internal error");
        assertThat(failure.cause()).hasMessage("hidden");
    }

    /** All but those that are conflicts of a kind that callers tell apart. */
    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IDENTIFIER_CONFLICT", "SECRET_EXISTS", "SECRET_IN_USE"})
    void givesEachCodeAStatusOfItsOwn(ErrorCode code) {
        assertThat(ErrorStatus.codeOf(ErrorStatus.of(code).status())).isEqualTo(code);
    }
}
