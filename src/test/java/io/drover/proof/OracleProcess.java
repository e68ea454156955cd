package io.drover.proof;

import io.drover.proof.oracle.Plan;
import io.drover.proof.oracle.Point;
import io.drover.testing.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The oracle's process, as the one sees it who gives the orders. */
final class OracleProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final PrintStream orders;
    private final Path log;
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Point> points = new LinkedBlockingQueue<>();
    private final int port;

    private OracleProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reading = new Thread(this::read, "oracle");
        reading.setDaemon(true);
        reading.start();
        this.port = Integer.parseInt(answer().substring("port=".length()));
    }

    /** Starts one with a log of this name. */
    static OracleProcess start(Path log) throws IOException {
        List<String> command = List.of(
                Java.program(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Java.classPath(),
                "io.drover.proof.oracle.Oracle",
                log.toString());
        return new OracleProcess(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                log);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("point ")) {
                    points.add(Point.valueOf(line.substring("point ".length())));
                } else {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    private String answer() {
        try {
            String line = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the oracle says nothing");
            }
            return line;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void order(String line) {
        orders.println(line);
        String said = answer();
        if (!said.equals("ok")) {
            throw new IllegalStateException("the oracle answered \"" + said + "\" to \"" + line + "\"");
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path log() {
        return log;
    }

    void follow(Plan plan) {
        order("plan " + plan.text());
    }

    /** Tells that a process has ended. It must be dead. */
    void mark(String what) {
        order("mark " + what);
    }

    /** From now on every connection is reset as it comes. */
    void down(boolean isDown) {
        order("down " + (isDown ? "yes" : "no"));
    }

    /** Holds the n-th request from now at a point. */
    void arm(Point point, int requests) {
        points.clear();
        order("point " + point + " " + requests);
    }

    void disarm() {
        order("point none");
    }

    /** Whether the armed point was reached within that time. */
    boolean reached(long millis) throws InterruptedException {
        return points.poll(millis, TimeUnit.MILLISECONDS) != null;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
