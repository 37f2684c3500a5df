package io.insula.access;

import io.insula.kernel.KeyKind;
import io.insula.kernel.PlatformException;
import io.insula.tenant.Epochs;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of a credential with work that is done later. It permits nothing by itself: whoever takes the work up lets
 * the caller in anew.
 *
 * @param kind the word for the kind of key, or {@value #TOKEN}
 * @param lookup the hash by which the key is looked up, or the name of the token's issuer and behind it, parted by
 *     blanks, the groups that the token named
 */
public record CredentialTrace(String actor, String kind, String lookup) {

    /** The kind of those who came with a token; its lookup is the name of its issuer's settings. */
    public static final String TOKEN = "token";

    private static final String BETWEEN = " ";
    private static final Epochs LONG_AGO = new Epochs(-1, -1);

    static CredentialTrace ofToken(String actor, String issuer, Set<String> groups) {
        return new CredentialTrace(
                actor,
                TOKEN,
                Stream.concat(Stream.of(issuer), groups.stream().sorted()).collect(Collectors.joining(BETWEEN)));
    }

    /** The credential as far as it is known; to be verified before anything is done with it. */
    public Credential unverified(String formation) {
        if (kind.equals(TOKEN)) {
            List<String> words = List.of(lookup.split(BETWEEN));
            return VerifiedToken.remembered(formation, words.get(0), Set.copyOf(words.subList(1, words.size())));
        }
        for (KeyKind each : KeyKind.values()) {
            if (kind.equals(each.word())) {
                return new VerifiedKey(formation, actor, each, lookup, KeyBinding.NONE, Set.of(), null, LONG_AGO);
            }
        }
        throw PlatformException.forbidden();
    }
}
