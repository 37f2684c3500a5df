package io.insula.access;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Makes the token of the running request injectable, as MicroProfile JWT has it: without one, all that it says is null or
 * empty. The container's own support stays asleep, because nothing here asks for it with {@code @LoginConfig}.
 */
@ApplicationScoped
public class CurrentToken {

    @Inject
    Caller caller;

    /** The token, looked at only when it is asked. */
    @Produces
    @RequestScoped
    public JsonWebToken token() {
        return of(() -> caller.credential());
    }

    /** The token of whoever that is by then. */
    static JsonWebToken of(Supplier<Optional<Credential>> who) {
        return (JsonWebToken) Proxy.newProxyInstance(
                JsonWebToken.class.getClassLoader(),
                new Class<?>[] {JsonWebToken.class},
                (asked, question, arguments) -> answer(who.get(), asked, question, arguments));
    }

    private static Object answer(Optional<Credential> who, Object asked, Method question, Object[] arguments)
            throws Throwable {
        Optional<VerifiedToken> token = who.filter(VerifiedToken.class::isInstance)
                .map(VerifiedToken.class::cast)
                .filter(each -> each.content() != null);
        return switch (question.getName()) {
            case "getName" -> token.map(CurrentToken::name).orElse(null);
            case "getClaimNames" -> token.map(CurrentToken::names).orElse(Set.of());
            case "getClaim" ->
                token.map(each -> value(each, String.valueOf(arguments[0]))).orElse(null);
            case "toString" -> token.map(VerifiedToken::toString).orElse("no token");
            case "hashCode" -> System.identityHashCode(asked);
            case "equals" -> asked == arguments[0];
            default -> InvocationHandler.invokeDefault(asked, question, arguments);
        };
    }

    /** The name by which people know the user: {@code upn}, else {@code preferred_username}, else {@code sub}. */
    private static String name(VerifiedToken token) {
        for (Claims each : new Claims[] {Claims.upn, Claims.preferred_username, Claims.sub}) {
            if (value(token, each.name()) instanceof String name) {
                return name;
            }
        }
        return null;
    }

    private static Set<String> names(VerifiedToken token) {
        Set<String> names =
                new LinkedHashSet<>(token.content().claims().getClaims().keySet());
        names.add(Claims.raw_token.name());
        return names;
    }

    private static Object value(VerifiedToken token, String claim) {
        JWTClaimsSet said = token.content().claims();
        if (claim.equals(Claims.raw_token.name())) {
            return token.content().raw();
        }
        if (claim.equals(Claims.groups.name())) {
            return token.groups();
        }
        if (claim.equals(Claims.aud.name())) {
            return new LinkedHashSet<>(said.getAudience());
        }
        Object value = said.getClaim(claim);
        return value instanceof Date date ? (Object) date.toInstant().getEpochSecond() : value;
    }
}
