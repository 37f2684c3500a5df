package io.insula.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether what claims to be an issuer's was signed by it: with one of the keys that it tells, and in no other way. */
@ApplicationScoped
public class TokenSignatures {

    private static final int LEAST_RSA_BITS = 2_048;

    private final TokenKeys keys;

    /** What the container's proxy is made with. */
    TokenSignatures() {
        this(null);
    }

    @Inject
    TokenSignatures(TokenKeys keys) {
        this.keys = keys;
    }

    /** What a token says of its own keys is the word of whoever made it. */
    public boolean isAcceptable(JWSHeader header, TokenIssuer issuer, Set<String> types) {
        JOSEObjectType type = header.getType();
        return issuer.algorithms().contains(header.getAlgorithm().getName())
                && (type == null || types.stream().anyMatch(type.toString()::equalsIgnoreCase))
                && header.getJWKURL() == null
                && header.getJWK() == null
                && header.getX509CertURL() == null
                && header.getX509CertChain() == null
                && header.getCriticalParams() == null;
    }

    /**
     * Whether one of the issuer's keys made the signature.
     *
     * @throws io.insula.kernel.PlatformException SERVICE_UNAVAILABLE while they cannot be had
     */
    public boolean isSigned(SignedJWT token, TokenIssuer issuer) throws JOSEException {
        JWSHeader header = token.getHeader();
        JWKMatcher fitting = new JWKMatcher.Builder()
                .keyID(header.getKeyID())
                .keyUses(KeyUse.SIGNATURE, null)
                .algorithms(header.getAlgorithm(), null)
                .build();
        List<JWK> candidates = new JWKSelector(fitting).select(keys.of(issuer, header.getKeyID()));
        for (JWK candidate : candidates) {
            Optional<JWSVerifier> verifier = verifier(candidate);
            if (verifier.isPresent()
                    && verifier.get().supportedJWSAlgorithms().contains(header.getAlgorithm())
                    && token.verify(verifier.get())) {
                return true;
            }
        }
        return false;
    }

    /** Keys of a pair alone: a set that holds a shared secret makes it no less of one. */
    private static Optional<JWSVerifier> verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
            return Optional.of(new RSASSAVerifier(rsa.toRSAPublicKey()));
        }
        if (key instanceof ECKey ec) {
            return Optional.of(new ECDSAVerifier(ec.toECPublicKey()));
        }
        return Optional.empty();
    }
}
