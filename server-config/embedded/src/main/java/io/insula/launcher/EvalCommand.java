package io.insula.launcher;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the search on a file, with the model and the ranking of the application itself. Neither server nor database
 * is started; the application's classes are loaded apart from the launcher's, from a directory that is gone afterwards.
 */
final class EvalCommand {
    private static final String EVALUATION = "io.insula.evaluation.Evaluation";
    private static final String COMPLAINT = "io.insula.evaluation.EvaluationException";
    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger APPLICATION = Logger.getLogger("io.insula");

    private final Path file;
    private final PrintStream out;

    EvalCommand(Options options, PrintStream out) {
        this.file = options.file().orElseThrow();
        this.out = out;
    }

    void run() {
        if (!Files.isRegularFile(file)) {
            throw new LaunchException("There is no file " + file + ": name a file of JSON Lines with --file");
        }
        APPLICATION.setLevel(Level.WARNING);
        try (ApplicationCode code = ApplicationCode.unpack()) {
            out.print(evaluate(code.loader()));
        }
    }

    private String evaluate(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jakarta JSON looks there for what implements it.
        thread.setContextClassLoader(loader);
        try {
            return (String)
                    loader.loadClass(EVALUATION).getMethod("of", Path.class).invoke(null, file);
        } catch (InvocationTargetException e) {
            throw failure(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LaunchException("The application in " + OwnJar.path() + " cannot evaluate files", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private LaunchException failure(Throwable cause) {
        if (cause.getClass().getName().equals(COMPLAINT)) {
            return new LaunchException(file + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof OutOfMemoryError) {
            return new LaunchException(
                    file + ": there is too little memory; split the file by user, or give more: "
                            + "java -Xmx2g -jar insula.jar eval",
                    cause);
        }
        return new LaunchException(file + " could not be evaluated (" + cause + ")", cause);
    }
}
