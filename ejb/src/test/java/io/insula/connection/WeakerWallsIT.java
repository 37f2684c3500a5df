package io.insula.connection;

import static io.insula.connection.Tools.AMPLE;
import static io.insula.connection.Tools.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.insula.connection.SandboxReport.Strength;
import io.insula.connection.Walls.Door;
import io.insula.connection.Walls.Spaces;
import io.insula.egress.EgressClient;
import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a machine cannot keep programs apart, none is started, unless the operator says that less will do. */
@Timeout(60)
@EnabledIf("io.insula.connection.testing.ToolPrograms#canBeKeptApart")
class WeakerWallsIT {

    private static final SandboxConfiguration STRICT = SandboxConfiguration.defaults();
    private static final SandboxConfiguration LENIENT = new SandboxConfiguration(
            "true",
            STRICT.hidden(),
            STRICT.environment(),
            STRICT.cgroup(),
            STRICT.firstUid(),
            STRICT.uids(),
            STRICT.memory(),
            STRICT.cpu(),
            STRICT.files(),
            STRICT.tasks(),
            STRICT.fileSize(),
            STRICT.scratch());

    @Test
    void startsNothingWhereTheServerIsNotRoot() {
        try (Starter starter = new Starter()) {
            assertThat(new SandboxProbe(STRICT, List.of(), starter, Optional.empty()).strongest(false))
                    .isEmpty();
        }
    }

    @Test
    void tellsThatItIsWeakerWhereTheOperatorAllowsIt() {
        try (Starter starter = new Starter()) {
            SandboxReport report = new SandboxProbe(LENIENT, List.of(), starter, Optional.empty())
                    .strongest(false)
                    .orElseThrow()
                    .report();

            assertThat(report.strength()).isEqualTo(Strength.WEAKER);
            assertThat(report.why()).anyMatch(text -> text.contains("the server's own uid"));
        }
    }

    @Test
    void refusesProgramsWithAReasonBeforeItHasLooked() {
        ToolConnections unopened = new ToolConnections(
                ToolConfiguration.defaults(), new Programs(STRICT, List.of()), new EgressClient(), Clock.systemUTC());
        PlatformException failure = catchThrowableOfType(
                PlatformException.class,
                () -> unopened.call(Tools.owner("acme", "usr_alice"), Tools.program(), AMPLE, "echo", with("")));

        assertThat(failure).hasMessageContaining("cannot keep programs of tools apart");
        assertThat(failure.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(unopened.sandbox().strength()).isEqualTo(Strength.REFUSED);
        unopened.close();
    }

    @ParameterizedTest
    @CsvSource({
        "OWN,true,SHUT",
        "OWN,true,OPEN",
        "SHARED,true,OPEN",
        "USER,false,SHUT",
        "USER,false,OPEN",
        "SHARED,false,OPEN"
    })
    void handsOverExactlyTheEnvironmentBehindAnyWalls(Spaces spaces, boolean ownAccount, Door door) {
        try (Starter starter = new Starter()) {
            Sandbox sandbox = new Sandbox(
                    new Walls(spaces, ownAccount, door, false), LENIENT, List.of(), starter, Optional.empty());
            LocalProgram program = Tools.program(Map.of("TOKEN", "token"));
            StartedProgram started = sandbox.start("test", program);
            ProcessConnection connection = ProcessConnection.to("test", started, 1 << 20);
            connection.open(sandbox.header("test", program, started), AMPLE);
            Protocol.greet("test", connection, AMPLE);

            String seen = Tools.text(Protocol.call(connection, AMPLE, "environment", with(""), null));
            assertThat(seen.lines().map(line -> line.substring(0, line.indexOf('='))))
                    .contains("TOKEN", "HOME", "TMPDIR")
                    .isSubsetOf("TOKEN", "HOME", "TMPDIR", "PATH", "LANG", "LC_ALL", "TZ");
            connection.end();
        }
    }
}
