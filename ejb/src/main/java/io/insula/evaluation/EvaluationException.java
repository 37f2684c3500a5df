package io.insula.evaluation;

/** Why a file cannot be evaluated: the line, what is wrong with it, and how to mend it. */
public class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        super(message);
    }

    EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
