package io.insula.credential;

import io.insula.kernel.PlatformException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Something sealed does not open. Whatever the reason, it is told alike: whoever tampers learns nothing from it. */
final class BrokenSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(BrokenSealException.class.getName());
    private static final Duration LATER = Duration.ofSeconds(5);

    BrokenSealException() {
        super("A secret does not open");
    }

    /** What a server's caller is told; whose it is stands in the log, for whoever looks after the keys. */
    PlatformException answer(Owner owner) {
        LOG.log(
                Level.ERROR,
                "A secret of the formation {0}, tenant \"{1}\", user \"{2}\" does not open: insula.jar vault check"
                        + " tells whether others do",
                owner.formation(),
                owner.tenant(),
                owner.user());
        return PlatformException.unavailable("A secret does not open here; the server's log says whose", LATER);
    }
}
