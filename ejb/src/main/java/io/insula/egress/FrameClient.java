package io.insula.egress;

import io.insula.egress.EgressException.Reason;
import io.insula.egress.FrameSockets.Line;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Asks servers that speak ZeroMQ's request and reply: one frame out, one frame back. Under the policy, which judges the
 * very address that is connected, each time; and within the limits. What is spoken there is not encrypted.
 *
 * <p>After a lost reply a socket of this kind is of no more use and is thrown away. A new socket is known to lose its first
 * frame now and then, and an old one its connection: a question that hears nothing for half of its time is asked again, on
 * a new one. So it may arrive twice. It blocks its thread, so it is never called inside a transaction.
 */
@ApplicationScoped
public class FrameClient implements AutoCloseable {

    private final EgressPolicy policy;
    private final EgressConfiguration configuration;
    private final Semaphore free;
    private final FrameSockets sockets;

    /** With the default settings; also what the container's proxy is made with. */
    public FrameClient() {
        this(new EgressPolicy(), EgressConfiguration.allowing("none"));
    }

    @Inject
    public FrameClient(EgressPolicy policy, EgressConfiguration configuration) {
        this.policy = policy;
        this.configuration = configuration;
        this.free = new Semaphore(configuration.sockets());
        this.sockets = new FrameSockets(configuration.sockets());
    }

    /**
     * Asks once, or twice.
     *
     * @param address as {@link EgressPolicy#endpoint} reads it
     * @throws EgressException if no answer of one frame comes within the limits
     */
    public byte[] ask(URI address, byte[] question, EgressLimits limits) {
        long begin = System.nanoTime();
        long end = begin + limits.total().toNanos();
        String host = EgressPolicy.host(address);
        InetAddress target = policy.resolve(host, address.getPort(), true).get(0);
        Line line = new Line(target, address.getPort(), limits.mostBytes());
        takePlace(host, end);
        try {
            return exchange(line, question, begin + limits.total().dividedBy(2).toNanos(), end)
                    .orElseThrow(
                            () -> new EgressException(Reason.TIMEOUT, host + " gave no answer that could be taken"));
        } catch (ZMQException e) {
            Reason reason = sockets.isClosed() ? Reason.CANCELLED : Reason.CUT;
            throw new EgressException(reason, "The exchange with " + host + " broke off", e);
        } finally {
            free.release();
        }
    }

    private Optional<byte[]> exchange(Line line, byte[] question, long half, long end) {
        Optional<ZMQ.Socket> used = sockets.used(line);
        if (used.isPresent()) {
            // It takes the question at once, or its connection is no more.
            Optional<byte[]> answer = exchange(line, used.get(), question, 0, half);
            if (answer.isPresent()) {
                return answer;
            }
        }
        if (System.nanoTime() < half) {
            Optional<byte[]> answer = exchange(line, sockets.fresh(line), question, millisUntil(half), half);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return exchange(line, sockets.fresh(line), question, millisUntil(end), end);
    }

    private Optional<byte[]> exchange(Line line, ZMQ.Socket socket, byte[] question, int patience, long end) {
        byte[] answer = null;
        try {
            socket.setSendTimeOut((int) Math.min(configuration.connectTimeout().toMillis(), patience));
            if (!socket.send(question)) {
                return Optional.empty();
            }
            socket.setReceiveTimeOut(millisUntil(end));
            answer = socket.recv();
            if (answer != null && socket.hasReceiveMore()) {
                answer = null;
            }
        } finally {
            if (answer == null) {
                socket.close();
            } else {
                sockets.keep(line, socket);
            }
        }
        return Optional.ofNullable(answer);
    }

    private void takePlace(String host, long end) {
        try {
            if (!free.tryAcquire(millisUntil(end), TimeUnit.MILLISECONDS)) {
                throw new EgressException(Reason.UNREACHABLE, "There is no free place for a connection to " + host);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EgressException(Reason.CANCELLED, "Nobody waits for " + host + " any more", e);
        }
    }

    /** Never 0, which would mean at once. */
    private static int millisUntil(long end) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }

    /** Breaks off what is under way, and waits until its sockets are closed. */
    @Override
    @PreDestroy
    public void close() {
        sockets.close();
    }
}
