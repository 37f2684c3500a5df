package io.insula.kernel.rest;

import io.insula.kernel.ErrorCode;
import io.insula.kernel.PlatformException;
import jakarta.ejb.EJBAccessException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/** Finds out what an exception means to the caller, however deep containers have wrapped it. */
final class FailureReading {

    private static final int DEEPEST = 20;

    private FailureReading() {}

    static Failure read(Throwable thrown) {
        for (Throwable each : chain(thrown)) {
            if (each instanceof PlatformException known) {
                return Failure.of(known);
            }
            if (each instanceof EJBAccessException) {
                return Failure.of(ErrorCode.FORBIDDEN);
            }
            if (isExhaustion(each)) {
                return Failure.exhausted(thrown);
            }
            if (isLostCommit(each)) {
                return Failure.undecided(thrown);
            }
        }
        return Failure.unexpected(thrown);
    }

    /**
     * The database went away when it was told to commit, or was silent for too long: it may have done so. One container says
     * that it knows nothing, the other takes it for rolled back and leaves the reason aside.
     */
    private static boolean isLostCommit(Throwable thrown) {
        return thrown instanceof SystemException
                || thrown instanceof HeuristicMixedException
                || thrown instanceof HeuristicRollbackException
                || (thrown instanceof RollbackException
                        && Stream.of(thrown.getSuppressed()).anyMatch(XAException.class::isInstance));
    }

    /**
     * What the log says about an exception: classes, SQL states and frames. Messages are left out as soon as the
     * database is part of the story, because its sentences quote values.
     */
    static String describe(Throwable cause) {
        List<Throwable> chain = chain(cause);
        boolean silent = chain.stream().anyMatch(SQLException.class::isInstance);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        String link = "";
        for (Throwable each : chain) {
            out.print(link + classAndState(each));
            out.println(silent || each.getMessage() == null ? "" : ": " + each.getMessage());
            for (StackTraceElement frame : each.getStackTrace()) {
                out.println("\tat " + frame);
            }
            link = "Caused by: ";
        }
        return text.toString();
    }

    /** The classes of the whole chain in one line, for failures that come in crowds. */
    static String name(Throwable cause) {
        return chain(cause).stream().map(FailureReading::classAndState).collect(Collectors.joining(" < "));
    }

    private static String classAndState(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException sql ? name + " (SQLState " + sql.getSQLState() + ")" : name;
    }

    /** The database or the pool in front of it cannot take the request now, but may a moment later. */
    private static boolean isExhaustion(Throwable thrown) {
        if (thrown instanceof SQLTransientException) {
            return true;
        }
        if (thrown instanceof SQLException sql) {
            // A pool that hands out no connection gives no SQLState; the database always does.
            return Optional.ofNullable(sql.getSQLState())
                    .map(FailureReading::isPassing)
                    .orElse(true);
        }
        return false;
    }

    /**
     * Connection trouble, too few resources, serialization failures and deadlocks, shutting down, a lock or an answer that
     * was waited for too long; and a row to hang another on that was there a moment ago, such as a user who was erased.
     */
    private static boolean isPassing(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P0")
                || state.equals("23503")
                || state.equals("40001")
                || state.equals("40P01")
                || state.equals("55P03")
                || state.equals("57014");
    }

    private static List<Throwable> chain(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = thrown;
                each != null && seen.add(each) && chain.size() < DEEPEST;
                each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }
}
