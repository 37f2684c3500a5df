package io.insula.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that says byte by byte what a test wants, be it HTTP or not. */
final class RawServer implements AutoCloseable {

    /** What is said on each connection once a request's head has come. */
    @FunctionalInterface
    interface Script {
        void speak(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket door;
    private final Script script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch broken = new CountDownLatch(1);

    RawServer(Script script) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.script = script;
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    static RawServer saying(String text) throws IOException {
        return new RawServer(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    int port() {
        return door.getLocalPort();
    }

    URI address() {
        return EgressPolicy.address("http://127.0.0.1:" + port() + "/path");
    }

    /** The heads of the requests that came. */
    List<String> heads() {
        return heads;
    }

    /** Waits until a caller has closed the connection while it was still being spoken to. */
    void awaitBroken() throws InterruptedException {
        broken.await();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                heads.add(head(socket.getInputStream()));
                script.speak(socket.getOutputStream());
            } catch (IOException gone) {
                broken.countDown();
            } catch (InterruptedException ending) {
                return;
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && !head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            head.write(next);
            next = head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n") ? -1 : in.read();
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
