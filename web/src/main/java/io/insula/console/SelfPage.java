package io.insula.console;

import io.insula.access.browser.BrowserSecrets;
import io.insula.access.browser.BrowserSession;
import io.insula.access.browser.BrowserVisit;
import io.insula.access.role.AccessDecision.Reason;
import io.insula.access.role.OwnAccess;
import io.insula.tenant.TenantContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows who one is, and what one may do. */
@ApplicationScoped
class SelfPage {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Inject
    OwnAccess access;

    @Inject
    BrowserSecrets secrets;

    ConsoleAnswer of(BrowserVisit visit) {
        BrowserSession session = visit.session();
        TenantContext who = visit.resolution().context();
        List<Reason> decisions = access.of(visit.resolution());
        Html content = Html.of(
                "self",
                Map.of(
                        "name", Html.text(name(session)),
                        "facts", facts(session, who),
                        "groups", groups(visit),
                        "allowed",
                                Html.text(String.valueOf(decisions.stream()
                                        .filter(Reason::allowed)
                                        .count())),
                        "all", Html.text(String.valueOf(decisions.size())),
                        "decisions",
                                Html.all(decisions.stream().map(SelfPage::row).toList())));
        Html logout = Html.of("logout", MessagePage.words("word", secrets.formWord(visit.secret())));
        return ConsoleAnswer.page(200, MessagePage.framed(name(session), logout, content))
                .leadingTo(Optional.ofNullable(session.login()).map(login -> origin(login.issuer())));
    }

    /** The form that logs out leads on to the identity provider, and browsers hold that against the form's page. */
    private static String origin(String issuer) {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static String name(BrowserSession session) {
        return session.login() == null ? "Administrator" : session.login().name();
    }

    private static Html facts(BrowserSession session, TenantContext who) {
        List<Html> facts = new ArrayList<>();
        if (session.login() == null) {
            facts.add(fact("Logged in with", "admin key " + session.trace().actor()));
        } else {
            facts.add(fact("Logged in at", session.login().issuer()));
            facts.add(fact("Subject", session.login().subject()));
        }
        facts.add(fact("Formation", who.formation()));
        facts.add(fact("Tenant", who.tenantSlug() == null ? "all tenants of the formation" : who.tenantSlug()));
        facts.add(fact("User", who.userId() == null ? "no one user" : who.userId()));
        facts.add(time("Since", session.createdAt()));
        facts.add(time("At the longest until", session.endsAt()));
        return Html.all(facts);
    }

    private static Html fact(String name, String value) {
        return Html.of("fact", Map.of("name", Html.text(name), "value", Html.text(value)));
    }

    private static Html time(String name, Instant value) {
        Instant second = value.truncatedTo(ChronoUnit.SECONDS);
        return Html.of(
                "time",
                Map.of(
                        "name", Html.text(name),
                        "instant", Html.text(second.toString()),
                        "shown", Html.text(SHOWN.format(second))));
    }

    private static Html groups(BrowserVisit visit) {
        String groups =
                visit.resolution().credential().groups().stream().sorted().collect(Collectors.joining(", "));
        return groups.isEmpty() ? Html.NOTHING : fact("Groups of the login", groups);
    }

    private static Html row(Reason decision) {
        return Html.of(
                "decision",
                Map.of(
                        "permission", Html.text(decision.permission().replace('_', ' ')),
                        "kind", Html.text(decision.allowed() ? "yes" : "no"),
                        "allowed", Html.text(decision.allowed() ? "Allowed" : "Not allowed"),
                        "why", Html.text(why(decision))));
    }

    private static String why(Reason decision) {
        if (decision.role() == null) {
            return decision.allowed() ? "comes with the login" : "";
        }
        return "role " + decision.role() + ", assigned to " + decision.subject();
    }
}
