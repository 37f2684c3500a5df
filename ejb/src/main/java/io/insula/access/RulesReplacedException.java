package io.insula.access;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;

/**
 * The first transaction of a request found another revision of the formation than the request was judged by so far. It
 * undoes that transaction; the request begins anew.
 */
class RulesReplacedException extends PlatformException {

    private static final long serialVersionUID = 1L;

    RulesReplacedException() {
        super(ErrorCode.SERVICE_UNAVAILABLE, "The formation was replaced while this request was served; send it again");
    }
}
