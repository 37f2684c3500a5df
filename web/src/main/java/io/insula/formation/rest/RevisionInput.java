package io.insula.formation.rest;

import io.insula.formation.NewRevision;
import io.insula.input.rest.JsonInput;
import io.insula.kernel.FieldFault;
import io.insula.kernel.PlatformException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bodies and headers of requests about revisions. */
final class RevisionInput {

    static final String FILES = "files";
    static final String ACTIVATE = "activate";
    static final String DRY_RUN = "dry_run";
    static final String COMMENT = "comment";

    private static final int LONGEST_COMMENT = 500;
    private static final Pattern HASH = Pattern.compile("\"?([0-9a-f]{64})\"?");

    private RevisionInput() {}

    static NewRevision revision(JsonInput input, String ifMatch) {
        Map<String, String> files = files(input);
        Boolean activate = input.bool(ACTIVATE);
        Boolean dryRun = input.bool(DRY_RUN);
        String comment = input.optionalString(COMMENT, LONGEST_COMMENT);
        input.rejectUnknown(FILES, ACTIVATE, DRY_RUN, COMMENT).check();
        return new NewRevision(
                files, !Boolean.FALSE.equals(activate), Boolean.TRUE.equals(dryRun), comment, expected(ifMatch));
    }

    /** The revision that must be the active one, as the header {@code If-Match} names it; null for any. */
    static String expected(String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher hash = HASH.matcher(ifMatch.strip());
        if (!hash.matches()) {
            throw PlatformException.invalidParams(List.of(
                    new FieldFault("If-Match", "must be the hash of the active revision in quotes", "malformed")));
        }
        return hash.group(1);
    }

    /** Texts as they are: what may stand in a file is for the reader of formations to say. */
    private static Map<String, String> files(JsonInput input) {
        JsonValue sent = input.requiredValue(FILES);
        Map<String, String> files = new TreeMap<>();
        if (sent == null) {
            return files;
        }
        boolean texts =
                sent instanceof JsonObject object && object.values().stream().allMatch(JsonString.class::isInstance);
        if (!texts) {
            input.fault(FILES, "must be a JSON object of texts, each under the path of its file", "wrong_type");
            return files;
        }
        sent.asJsonObject().forEach((path, text) -> files.put(path, ((JsonString) text).getString()));
        return files;
    }
}
