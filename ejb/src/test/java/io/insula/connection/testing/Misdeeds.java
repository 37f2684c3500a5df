package io.insula.connection.testing;

import io.insula.connection.testing.ToolServer.Deed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tools that do what tools should not. */
final class Misdeeds {

    private static final int MEBIBYTE = 1 << 20;
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    static final Map<String, Deed> TOOLS = Map.ofEntries(
            entry("late", Misdeeds::late),
            entry("hold", with -> hold()),
            entry("release", with -> release()),
            entry("hang", with -> late(Long.toString(Long.MAX_VALUE))),
            entry("exit", with -> exit(Integer.parseInt(with))),
            entry("garbage", with -> say("this is no message")),
            entry("flood", Misdeeds::flood),
            entry("chatter", with -> chatter()),
            entry("fork", with -> fork(Integer.parseInt(with))),
            entry("leave", with -> leave()),
            entry("allocate", with -> allocate(Integer.parseInt(with))));

    private Misdeeds() {}

    private static Map.Entry<String, Deed> entry(String name, Deed deed) {
        return Map.entry(name, deed);
    }

    /** Answers with its argument after so many milliseconds: {@code MILLIS TEXT}. */
    private static String late(String with) throws InterruptedException {
        String[] parts = with.split(" ", 2);
        boolean early = new CountDownLatch(1).await(Long.parseLong(parts[0]), TimeUnit.MILLISECONDS);
        return early ? "never" : parts[1];
    }

    /** Answers when somebody calls {@code release}. */
    private static String hold() throws InterruptedException {
        RELEASED.await();
        return "done";
    }

    private static String release() {
        RELEASED.countDown();
        return "released";
    }

    private static String exit(int status) {
        Runtime.getRuntime().halt(status);
        return "never";
    }

    private static String say(String line) {
        System.out.println(line);
        System.out.flush();
        return "said";
    }

    /** One line without end, of so many mebibytes. */
    private static String flood(String mebibytes) {
        byte[] chunk = new byte[MEBIBYTE];
        Arrays.fill(chunk, (byte) 'x');
        for (int i = 0; i < Integer.parseInt(mebibytes); i++) {
            System.out.write(chunk, 0, chunk.length);
        }
        System.out.flush();
        return "flooded";
    }

    /** Messages that are well formed and that nobody asked for, without end. */
    private static String chatter() {
        String line = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"data\":\""
                + "y".repeat(8192) + "\"}}";
        PrintStream out = System.out;
        while (!out.checkError()) {
            out.println(line);
        }
        return "never";
    }

    /** Starts so many processes that stay, and tells how many there are. */
    private static String fork(int count) {
        int started = 0;
        try {
            for (; started < count; started++) {
                new ProcessBuilder("sleep", "3600").start();
            }
        } catch (IOException refused) {
            return started + " and no more";
        }
        return Integer.toString(started);
    }

    /** Starts a process that wants to stay when all others go, and tells its name. */
    private static String leave() throws IOException {
        String name = "3600." + System.nanoTime();
        new ProcessBuilder("setsid", "nohup", "sleep", name).start();
        return name;
    }

    /** Takes so many mebibytes, and tells how many it got. */
    private static String allocate(int mebibytes) {
        List<ByteBuffer> taken = new ArrayList<>();
        try {
            while (taken.size() < mebibytes) {
                taken.add(ByteBuffer.allocateDirect(MEBIBYTE));
            }
        } catch (OutOfMemoryError refused) {
            return taken.size() + " and no more";
        }
        return Integer.toString(taken.size());
    }
}
