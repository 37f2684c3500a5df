package io.insula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.insula.kernel.PlatformException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentifierTest {

    private static final Set<Integer> NEVER_ACCEPTED =
            Set.of((int) Character.UNASSIGNED, (int) Character.PRIVATE_USE, (int) Character.SURROGATE);

    @Test
    void everyWrittenFormIsItsOwnWrittenForm() {
        List<String> unstable = new ArrayList<>();
        int accepted = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (NEVER_ACCEPTED.contains(Character.getType(c))) {
                continue;
            }
            String letter = Character.toString(c);
            for (String sent : List.of(letter, letter + "@X", "A\u0301@" + letter + "\u0327")) {
                Optional<String> written = written(sent);
                accepted += written.isPresent() ? 1 : 0;
                if (!written.flatMap(IdentifierTest::written).equals(written)) {
                    unstable.add(sent);
                }
            }
        }

        assertThat(unstable).isEmpty();
        assertThat(accepted).isGreaterThan(300_000);
    }

    private static Optional<String> written(String sent) {
        try {
            return Optional.of(Identifier.parse("The test", sent).value());
        } catch (PlatformException e) {
            return Optional.empty();
        }
    }
}
