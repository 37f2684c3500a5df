package io.insula.egress;

import io.insula.egress.EgressException.Reason;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The sockets of the frame client: each is one thread's from when it is taken until it is kept or thrown away. One that is
 * kept has had its answer and may ask the same address again.
 */
final class FrameSockets implements AutoCloseable {

    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int IO_THREADS = 1;

    private final int mostKept;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private ZMQ.Context context;
    private boolean closed;

    /** Where a socket leads, and how long the answers may be that it lets in. */
    record Line(InetAddress address, int port, long mostBytes) {}

    private record Kept(Line line, ZMQ.Socket socket, long since) {}

    FrameSockets(int mostKept) {
        this.mostKept = mostKept;
    }

    /** One that has asked there before, not long ago. */
    synchronized Optional<ZMQ.Socket> used(Line line) {
        long now = System.nanoTime();
        while (!kept.isEmpty() && now - kept.peekLast().since() > KEPT_NANOS) {
            kept.removeLast().socket().close();
        }
        Optional<Kept> found =
                kept.stream().filter(each -> each.line().equals(line)).findFirst();
        found.ifPresent(kept::remove);
        return found.map(Kept::socket);
    }

    /** A new one. It connects by itself; until then it takes nothing. */
    ZMQ.Socket fresh(Line line) {
        ZMQ.Socket socket = context().socket(SocketType.REQ);
        // What was not sent in time is not sent later either.
        socket.setLinger(0);
        // Nothing is taken before a connection stands, and one that broke is not made again behind our back.
        socket.setImmediate(false);
        socket.setReconnectIVL(-1);
        socket.setMaxMsgSize(line.mostBytes());
        socket.setRcvHWM(1);
        boolean six = line.address() instanceof Inet6Address;
        socket.setIPv6(six);
        String text = line.address().getHostAddress();
        socket.connect("tcp://" + (six ? "[" + text + "]" : text) + ":" + line.port());
        return socket;
    }

    /** Keeps one that has had its answer, where there is room. */
    synchronized void keep(Line line, ZMQ.Socket socket) {
        if (closed || kept.size() >= mostKept) {
            socket.close();
            return;
        }
        kept.addFirst(new Kept(line, socket, System.nanoTime()));
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private synchronized ZMQ.Context context() {
        if (closed) {
            throw new EgressException(Reason.CANCELLED, "The client is closed");
        }
        if (context == null) {
            context = ZMQ.context(IO_THREADS);
        }
        return context;
    }

    /** Breaks off what is under way, and waits until all sockets are closed. */
    @Override
    public void close() {
        ZMQ.Context last;
        synchronized (this) {
            closed = true;
            last = context;
            context = null;
            kept.forEach(each -> each.socket().close());
            kept.clear();
        }
        if (last != null) {
            last.close();
        }
    }
}
