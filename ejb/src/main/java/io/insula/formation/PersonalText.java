package io.insula.formation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A text of a formation that is different for each user: its secrets are filled in, its references to credentials wait for
 * a call. It is read once; neither a secret nor a credential can bring another reference along.
 */
public final class PersonalText {

    private final List<Part> parts;

    PersonalText(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** What is the same for all users, or a reference: exactly one of the two. */
    record Part(String literal, CredentialReference reference) {}

    /** The credentials that it takes. */
    public Set<CredentialReference> references() {
        Set<CredentialReference> references = new LinkedHashSet<>();
        parts.stream().filter(part -> part.reference() != null).forEach(part -> references.add(part.reference()));
        return references;
    }

    /** The text for one user. */
    public String resolve(Function<CredentialReference, String> credentials) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.reference() == null ? part.literal() : credentials.apply(part.reference()));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonalText text && parts.equals(text.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Says nothing of what it holds. */
    @Override
    public String toString() {
        return "PersonalText[hidden]";
    }
}
