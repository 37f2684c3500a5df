package io.insula.work;

import io.insula.access.Behalf;
import io.insula.access.Resolution;
import io.insula.telemetry.Activity;
import io.insula.telemetry.Measure;
import io.insula.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Does one item: reads it, lets its asker in anew, has it done on the asker's behalf, and settles how it went. */
@ApplicationScoped
class Workman {

    private static final Logger LOG = System.getLogger(Workman.class.getName());
    private static final String LEASE_EXPIRED = "LEASE_EXPIRED";

    @Inject
    @Any
    Instance<WorkHandler> handlers;

    @Inject
    WorkTransactions transactions;

    @Inject
    WorkConfiguration configuration;

    @Inject
    Behalf behalf;

    @Inject
    CurrentWork current;

    @Inject
    Clock clock;

    @Inject
    Telemetry telemetry;

    /** The kinds of work that are known in this house. */
    Set<String> kinds() {
        return handlers.stream().map(WorkHandler::kind).collect(Collectors.toSet());
    }

    /** Works on an item that this node holds. What fails here keeps its lease until that ends, and is taken again. */
    void work(Claim claim) {
        try {
            Optional<Task> task = transactions.read(claim);
            if (task.isPresent()) {
                perform(task.get());
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The work {0} could not be settled: {1}",
                    claim.workId(),
                    e.getClass().getName());
        }
    }

    private void perform(Task task) {
        WorkHandler handler = handlers.stream()
                .filter(each -> each.kind().equals(task.item().kind()))
                .findFirst()
                .orElseThrow();
        if (task.claim().attempts() > configuration.attempts()) {
            transactions.end(task, handler, WorkEnd.FAILED, LEASE_EXPIRED);
            return;
        }
        String kind = task.item().kind();
        try (Activity activity = telemetry.begin("work")) {
            activity.with("insula.work.kind", kind);
            Resolution asker = behalf.again(task.asker());
            behalf.run(asker, () -> handled(handler, task));
        } catch (Exception e) {
            settle(task, handler, e);
            return;
        }
        transactions.done(task.claim());
    }

    private Void handled(WorkHandler handler, Task task) throws Exception {
        long began = System.nanoTime();
        String outcome = "failed";
        try {
            current.take(task.item());
            handler.handle(task.item());
            outcome = "ok";
            return null;
        } finally {
            telemetry.note(Measure.WORK, began, "insula.work.kind", task.item().kind(), "outcome", outcome);
        }
    }

    private void settle(Task task, WorkHandler handler, Exception failure) {
        if (task.item().isLost()) {
            return;
        }
        Verdict verdict = Verdict.of(failure, task.claim().attempts());
        String code = verdict.code().name();
        LOG.log(Level.INFO, "Attempt {0} at {1}: {2}", task.claim().attempts(), task.item(), code);
        if (verdict.revoked()) {
            transactions.end(task, handler, WorkEnd.REVOKED, code);
        } else if (verdict.retryAfter() == null || task.claim().attempts() >= configuration.attempts()) {
            transactions.end(task, handler, WorkEnd.FAILED, code);
        } else {
            transactions.retry(task.claim(), clock.instant().plus(verdict.retryAfter()), code);
        }
    }
}
