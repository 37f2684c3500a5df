package io.insula.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.client.InsulaTenant;
import io.insula.client.NewKey;
import io.insula.system.launch.LaunchedServer;
import io.insula.system.launch.Login;
import io.insula.system.launch.SharedServer;
import io.insula.system.wire.Answer;
import io.insula.system.wire.Asking;
import io.insula.system.wire.Door;
import io.insula.system.wire.Fresh;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attack A8 from outside: a user who comes alone, with a token or with a key of her own, wants a name of somebody else. */
@ExtendWith(SharedServer.class)
class A8StolenNameIT {

    private final Login login;
    private final Door alpha;
    private final String acme = Fresh.name("acme");
    private final String mail = Fresh.name("victim") + "@example.org";
    private final InsulaTenant backEnd;

    A8StolenNameIT(LaunchedServer server, Login login) {
        this.login = login;
        alpha = server.formation("alpha");
        backEnd = alpha.client().forTenant(acme);
    }

    @Test
    void aTokenTakesNoNameThatIsNotProven() {
        String token = login.token(acme, "eve");
        attack((method, path) -> alpha.ask(method, path).header("Authorization", "Bearer " + token));
    }

    @Test
    void aKeyOfHerOwnTakesNoneEither() {
        String eve = backEnd.resolveUser("eve", true).muxiUserId();
        String key = alpha.client()
                .keys()
                .create(NewKey.client().forTenant(acme).forUser(eve))
                .secret();
        attack((method, path) -> alpha.ask(method, path).clientKey(key));
    }

    private void attack(BiFunction<String, String, Asking> eve) {
        String own = eve.apply("GET", "/users/me/identifiers")
                .send()
                .data("/muxi_user_id")
                .asText();
        assertThat(own).startsWith("usr_");
        Map<String, Object> link = Map.of("identifiers", List.of(mail), "muxi_user_id", own);
        assertThat(eve.apply("POST", "/users/identifiers").json(link).send().status())
                .isEqualTo(403);

        Answer begun = eve.apply("POST", "/users/me/identifiers/proofs")
                .json(Map.of("identifier", mail))
                .send();
        String code = begun.data("/code").asText();
        assertThat(code).as(begun.body()).isNotEmpty();
        assertThat(eve.apply("POST", "/users/me/identifiers/proofs/complete")
                        .json(Map.of("code", code))
                        .send()
                        .status())
                .as("whoever begins does not complete")
                .isEqualTo(404);
        assertThat(eve.apply("POST", "/users/identifiers/proofs/confirm")
                        .json(Map.of("code", code, "identifier", mail))
                        .send()
                        .status())
                .as("nor speaks for the other side")
                .isEqualTo(403);

        String victim = backEnd.resolveUser(mail, true).muxiUserId();
        assertThat(victim).isNotEqualTo(own);
        assertThat(eve.apply("GET", "/users/me/identifiers").send().body()).doesNotContain(mail);
    }
}
