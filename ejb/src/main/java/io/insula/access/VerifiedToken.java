package io.insula.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.insula.formation.Formation;
import io.insula.issuer.TokenIssuer;
import io.insula.kernel.KeyKind;
import io.insula.kernel.Permission;
import io.insula.tenant.Epochs;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token that was presented and found to be good. It speaks for one user, and may do what the formation's roles grant
 * that user, or where it declares none what every user may with what is their own.
 *
 * @param issuer the name of its issuer's settings
 * @param subject the user's name with the issuer, as it stands there
 * @param identifier under which the user is known here: the subject, keyed by its issuer
 * @param groups that the issuer counts the user to
 * @param content what else it says; null where only a trace of it is left
 * @param asOf the epochs at which its login was known to go on; where its issuer is not heard about logouts, nothing that
 *     is kept here can make it worth less
 */
public record VerifiedToken(
        String formation,
        String issuer,
        String subject,
        String identifier,
        BoundTenant tenant,
        Set<String> groups,
        Instant expiresAt,
        Content content,
        Epochs asOf)
        implements Credential {

    private static final Epochs ALWAYS = new Epochs(Long.MAX_VALUE, Long.MAX_VALUE);

    public VerifiedToken {
        groups = Set.copyOf(groups);
    }

    /** The token itself. Whoever has it can use it. */
    record Content(JWTClaimsSet claims, String raw) {

        @Override
        public String toString() {
            return "Content[hidden]";
        }
    }

    static Optional<VerifiedToken> of(TokenIssuer issuer, Formation formation, JWTClaimsSet claims, String raw) {
        TokenClaims said = new TokenClaims(issuer, claims);
        return said.user()
                .map(subject -> new VerifiedToken(
                        formation.id(),
                        issuer.name(),
                        subject,
                        TokenIssuer.identifier(issuer.issuer(), subject),
                        new BoundTenant(
                                null, said.tenant().orElse(formation.tenancy().defaultTenant()), true),
                        said.groups(),
                        claims.getExpirationTime().toInstant().plus(issuer.skew()),
                        new Content(claims, raw),
                        ALWAYS));
    }

    /** What is left of one when its work is done later: its groups, too, since roles may be theirs. */
    static VerifiedToken remembered(String formation, String issuer, Set<String> groups) {
        return new VerifiedToken(formation, issuer, "", "", null, groups, null, null, ALWAYS);
    }

    /** The same token, known to be good at these epochs. */
    VerifiedToken at(Epochs epochs) {
        return new VerifiedToken(formation, issuer, subject, identifier, tenant, groups, expiresAt, content, epochs);
    }

    @Override
    public String actor() {
        return TokenIssuer.actor(issuer);
    }

    @Override
    public Set<Permission> permissions() {
        return Set.copyOf(Permission.Reach.USER.within(KeyKind.CLIENT.permissions()));
    }

    @Override
    public boolean isPersonal() {
        return true;
    }

    @Override
    public Set<Permission> within(Set<Permission> granted) {
        return granted;
    }

    @Override
    public CredentialTrace trace() {
        return CredentialTrace.ofToken(actor(), issuer, groups);
    }

    @Override
    public String toString() {
        return actor();
    }
}
