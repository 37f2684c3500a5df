package io.insula.identity;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.Permission;
import io.insula.kernel.PlatformException;
import io.insula.kernel.Requires;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/**
 * Links an identifier to a user because both sides say so. A proof is bound to tenant, formation, user and identifier,
 * and counts once. It begins on one side and is completed from the other:
 *
 * <ul>
 *   <li>the user begins, gets the code and shows it where the identifier is at home, say to a bot, whose back end
 *       confirms that it came from there;
 *   <li>or a back end begins, sends the code to the identifier, say by mail, and the user completes.
 * </ul>
 *
 * <p>So nobody can take an identifier by naming it, and nobody can be given one unasked.
 */
@Stateless
@Requires(Permission.PROVE_IDENTIFIERS)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IdentifierProofService {

    @Inject
    IdentifierProofTransactions transactions;

    /** The calling user begins; the code is to be brought by the identifier's side. */
    public Proof begin(NamedIdentifier named) {
        return transactions.begin(proven(named));
    }

    /**
     * The calling user completes what a back end began.
     *
     * @throws PlatformException RESOURCE_NOT_FOUND unless the proof is this user's, was begun by a back end and is still
     *     good; IDENTIFIER_CONFLICT if the identifier is somebody else's by now
     */
    public String complete(String code) {
        return userOf(transactions.complete(code));
    }

    /** The calling user. */
    public User self() {
        return transactions.self();
    }

    /** A back end begins; the code is to be sent to the identifier, and brought by the user. */
    @Requires(Permission.LINK_IDENTIFIERS)
    public Proof beginFor(String userId, NamedIdentifier named) {
        return transactions.beginFor(userId, proven(named));
    }

    /**
     * A back end says that the code reached it from the identifier.
     *
     * @return whose the identifier is now
     * @throws PlatformException as {@link #complete} does
     */
    @Requires(Permission.LINK_IDENTIFIERS)
    public String confirm(String code, Identifier identifier) {
        return userOf(transactions.confirm(code, identifier));
    }

    private static NamedIdentifier proven(NamedIdentifier named) {
        if (named.isSecret()) {
            throw new PlatformException(
                    ErrorCode.INVALID_REQUEST, "An api_key is not proven: the back end that issued it links it");
        }
        return named;
    }

    private static String userOf(ProofCompletion completion) {
        return switch (completion.outcome()) {
            case "linked" -> completion.userId();
            case "conflict" ->
                throw new PlatformException(
                        ErrorCode.IDENTIFIER_CONFLICT,
                        "This identifier belongs to another user: " + completion.identifier() + ". Nothing was linked");
            case "full" ->
                throw new PlatformException(
                        ErrorCode.CONFLICT, "The user has as many identifiers as the server admits; unlink some first");
            default -> throw PlatformException.notFound("Proof");
        };
    }
}
