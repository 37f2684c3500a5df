package io.insula.connection;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;

/**
 * What the server was to be told was taken back before it was told anything: nothing was asked of it. Whoever reads what
 * holds now can try again at once.
 */
public final class OutdatedException extends PlatformException {

    private static final long serialVersionUID = 1L;

    OutdatedException(String server) {
        super(
                ErrorCode.SERVICE_UNAVAILABLE,
                "What the tool server " + server + " is told was changed while the call waited",
                Failures.SOON);
    }
}
