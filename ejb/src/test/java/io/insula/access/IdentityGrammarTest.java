package io.insula.access;

import static io.insula.access.IdentityCase.asking;
import static io.insula.access.IdentityCase.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.insula.kernel.PlatformException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdentityGrammarTest {

    static Stream<IdentityCase> namedIdentities() {
        return Stream.of(plainNames(), compounds(), agreements(), unnamed(), writtenForms())
                .flatMap(s -> s);
    }

    private static Stream<IdentityCase> plainNames() {
        return Stream.of(
                named("user header alone", asking().user("alice"), "main alice"),
                named("query alone", asking().query("alice"), "main alice"),
                named("body alone", asking().body("alice"), "main alice"),
                named("both headers", asking().tenant("acme").user("user_123"), "acme user_123"),
                named("tenant header and query", asking().tenant("acme").query("alice"), "acme alice"),
                named("tenant header and body", asking().tenant("acme").body("alice"), "acme alice"),
                named("prefixed tenant header", asking().tenant("tenant_acme").user("alice"), "acme alice"),
                named("tenant of one character", asking().tenant("a").user("alice"), "a alice"),
                named("tenant that begins with a digit", asking().tenant("0").user("alice"), "0 alice"),
                named("tenant that ends with a dash", asking().tenant("a-").user("alice"), "a- alice"),
                named("tenant called tenant", asking().tenant("tenant").user("alice"), "tenant alice"),
                named("tenant called default", asking().tenant("default").user("alice"), "default alice"),
                named("default tenant by name", asking().tenant("main").user("alice"), "main alice"),
                named("longest tenant", asking().tenant("t".repeat(63)).user("alice"), "t".repeat(63) + " alice"),
                named(
                        "longest tenant behind its prefix",
                        asking().tenant("tenant_" + "t".repeat(63)).user("alice"),
                        "t".repeat(63) + " alice"),
                named("user id with inner space", asking().user("Alice Smith"), "main Alice Smith"),
                named("user id like a path", asking().user("../../etc/passwd"), "main ../../etc/passwd"),
                named("user id like SQL", asking().user("x'; drop table users --"), "main x'; drop table users --"),
                named("folded headers are one odd user", asking().user("alice, bob"), "main alice, bob"),
                named("user 00 is not user 0", asking().tenant("acme").user("00"), "acme 00"),
                named("full-width zero is not user 0", asking().tenant("acme").user("\uFF10"), "acme \uFF10"));
    }

    private static Stream<IdentityCase> compounds() {
        return Stream.of(
                named("compound in the header", asking().user("acme:alice"), "acme alice"),
                named("compound in the query", asking().query("acme:alice"), "acme alice"),
                named("compound in the body", asking().body("acme:alice"), "acme alice"),
                named("prefixed compound", asking().user("tenant_acme:user_123"), "acme user_123"),
                named("prefix after the colon stays", asking().user("acme:tenant_b"), "acme tenant_b"),
                named("later colons are the user's", asking().user("acme:slack:U9"), "acme slack:U9"),
                named("user that begins with a colon", asking().user("acme::alice"), "acme :alice"),
                named("user that is a colon", asking().user("acme::"), "acme :"),
                named("scheme before a colon is a tenant", asking().user("mailto:a@b.c"), "mailto a@b.c"),
                named("compound zero in the default tenant", asking().user("main:0"), "main 0"),
                named("encoded colon names no tenant", asking().user("acme%3Aalice"), "main acme%3Aalice"),
                named("encoded colon beside a tenant", asking().tenant("b").user("acme%3Ax"), "b acme%3Ax"),
                named("full-width colon names no tenant", asking().user("acme\uFF1Aalice"), "main acme\uFF1Aalice"),
                named(
                        "compound with longest user",
                        asking().user("acme:" + "u".repeat(255)),
                        "acme " + "u".repeat(255)));
    }

    private static Stream<IdentityCase> agreements() {
        return Stream.of(
                named("header and compound agree", asking().tenant("acme").user("acme:alice"), "acme alice"),
                named(
                        "header and prefixed compound agree",
                        asking().tenant("acme").user("tenant_acme:alice"),
                        "acme alice"),
                named(
                        "prefixed header and compound agree",
                        asking().tenant("tenant_acme").body("acme:alice"),
                        "acme alice"),
                named(
                        "three places agree",
                        asking().user("alice").query("alice").body("alice"),
                        "main alice"),
                named(
                        "one place names the tenant for all",
                        asking().user("alice").query("acme:alice"),
                        "acme alice"),
                named(
                        "compounds agree in all places",
                        asking().user("acme:alice").query("tenant_acme:alice").body("acme:alice"),
                        "acme alice"),
                named(
                        "e-mails agree in any case",
                        asking().user("Alice@Example.com").body("alice@example.com"),
                        "main alice@example.com"),
                named("Unicode forms agree", asking().query("Jose\u0301").body("Jos\u00E9"), "main Jos\u00E9"),
                named(
                        "bound key names its tenant",
                        asking().bound("acme").tenant("acme").user("alice"),
                        "acme alice"),
                named("bound key with its compound", asking().bound("acme").user("tenant_acme:alice"), "acme alice"),
                named("bound key names no tenant", asking().bound("acme").user("alice"), "acme alice"));
    }

    private static Stream<IdentityCase> unnamed() {
        return Stream.of(
                named("nobody named", asking(), "main 0"),
                named("nobody named in the default tenant", asking().tenant("main"), "main 0"),
                named("nobody named, key bound to the default tenant", asking().bound("main"), "main 0"),
                named("explicit zero", asking().user("0"), "main 0"),
                named("explicit zero twice over", asking().user("0").body("main:0"), "main 0"));
    }

    private static Stream<IdentityCase> writtenForms() {
        return Stream.of(
                named("names keep their case", asking().user("Alice"), "main Alice"),
                named("e-mail becomes lower case", asking().user("Alice@EXAMPLE.com"), "main alice@example.com"),
                named("intranet e-mail has no dot", asking().user("Alice@HOST"), "main alice@host"),
                named("two at signs are no e-mail", asking().user("A@B@C"), "main A@B@C"),
                named("at sign first is no e-mail", asking().user("@Alice"), "main @Alice"),
                named("at sign last is no e-mail", asking().user("Alice@"), "main Alice@"),
                named("white space makes no e-mail", asking().user("Al Ice@Host"), "main Al Ice@Host"),
                named("Turkish dotless i is not folded", asking().user("\u0131@x.y"), "main \u0131@x.y"),
                named("decomposed becomes composed", asking().user("Jose\u0301"), "main Jos\u00E9"),
                named("Kelvin sign becomes K", asking().user("\u212A1"), "main K1"),
                named("Cyrillic a is another user", asking().user("\u0430lice"), "main \u0430lice"),
                named("full-width letters are other users", asking().user("\uFF41lice"), "main \uFF41lice"),
                named("ligature is not folded", asking().user("\uFB01ona"), "main \uFB01ona"),
                named("emoji is a user", asking().user("\uD83D\uDE00"), "main \uD83D\uDE00"),
                named("255 emoji fit", asking().user("\uD83D\uDE00".repeat(255)), "main " + "\uD83D\uDE00".repeat(255)),
                named("255 composed letters fit", asking().user("e\u0301".repeat(255)), "main " + "\u00E9".repeat(255)),
                named("upper-case prefix is no public id", asking().user("USR_1"), "main USR_1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namedIdentities")
    void readsWhoIsNamed(IdentityCase row) {
        NamedIdentity identity = IdentityGrammar.read(row.request().claim());

        assertThat(identity.tenantSlug() + " " + identity.identifier().orElseThrow())
                .isEqualTo(row.expected());
        assertThat(identity.reservedPublicId()).isFalse();
        assertThat(IdentityGrammar.readUserIfNamed(row.request().claim()).tenantSlug())
                .isEqualTo(identity.tenantSlug());
    }

    @Test
    void flagsPublicIdsAsReserved() {
        for (String sent : List.of("usr_4kq", "acme:usr_4kq", "usr_", "USR_a@b.c")) {
            assertThat(IdentityGrammar.read(asking().user(sent).claim()).reservedPublicId())
                    .as(sent)
                    .isTrue();
        }
    }

    @Test
    void repeatsTheUserIdAsItWasSent() {
        assertThat(sentBack(asking().user("tenant_acme:Al@X.y").body("al@x.y"))).isEqualTo("tenant_acme:Al@X.y");
        assertThat(sentBack(asking().query("Jose\u0301").body("Jos\u00E9"))).isEqualTo("Jose\u0301");
        assertThat(sentBack(asking().body("acme:alice"))).isEqualTo("acme:alice");
        assertThat(sentBack(asking())).isEqualTo("0");
    }

    @Test
    void needsNoUserWhereTheRouteNeedsNone() {
        assertThat(IdentityGrammar.readUserIfNamed(asking().tenant("acme").claim()))
                .isEqualTo(new NamedIdentity("acme", Optional.empty(), false, null));
        assertThatThrownBy(() ->
                        IdentityGrammar.readUserIfNamed(asking().user("acme:0").claim()))
                .isInstanceOf(PlatformException.class);
    }

    private static String sentBack(IdentityCase.Request request) {
        return IdentityGrammar.read(request.claim()).sentUserId();
    }
}
