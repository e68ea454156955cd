package io.drover.proof.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The program. It is told what to do by lines on its standard input and answers each with {@code ok}; that a point was
 * reached it says by itself. It ends when its input does.
 */
public final class Oracle {
    /** How long an exchange is held at a point. */
    private static final long HELD_SECONDS = 10;

    private final FileChannel log;
    private final ServerSocket server;
    private final PrintStream told;
    private final Set<String> known = new HashSet<>();
    private Plan plan = Plan.KIND;
    private Optional<Point> armed = Optional.empty();
    private long armedAt;
    private long requests;
    private int connections;
    private volatile boolean down;

    private Oracle(FileChannel log, ServerSocket server, PrintStream told) {
        this.log = log;
        this.server = server;
        this.told = told;
    }

    /** The argument: the log, which is continued. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (FileChannel log =
                        FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            Oracle oracle = new Oracle(log, server, System.out);
            Thread accepting = new Thread(oracle::accept, "accept");
            accepting.setDaemon(true);
            accepting.start();
            oracle.tell("port=" + server.getLocalPort());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                int space = line.indexOf(' ');
                oracle.obey(line.substring(0, space), line.substring(space + 1));
                oracle.tell("ok");
            }
        }
        System.exit(0);
    }

    private void obey(String word, String rest) throws IOException {
        switch (word) {
            case "plan" -> follow(Plan.parse(rest));
            case "point" -> arm(rest);
            case "mark" -> mark(rest);
            case "down" -> down = rest.equals("yes");
            default -> throw new IllegalArgumentException("order " + word + " is not known");
        }
    }

    private synchronized void follow(Plan next) {
        plan = next;
    }

    /** {@code P6 12}: at the twelfth request from now. {@code none}: at none. */
    private synchronized void arm(String text) {
        if (text.equals("none")) {
            armed = Optional.empty();
            return;
        }
        String[] words = text.split(" ", -1);
        armed = Optional.of(Point.valueOf(words[0]));
        armedAt = requests + Long.parseLong(words[1]);
    }

    /** Whatever the dead process has opened was accepted before a connection opened now. */
    private void mark(String what) throws IOException {
        int own;
        synchronized (this) {
            own = connections + 1;
        }
        try (Socket last = new Socket(server.getInetAddress(), server.getLocalPort())) {
            awaitConnection(own);
            synchronized (this) {
                write(new Mark(System.currentTimeMillis(), connections, what).line());
            }
            last.shutdownOutput();
        }
    }

    private synchronized void awaitConnection(int number) {
        while (connections < number) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                if (down) {
                    socket.setSoLinger(true, 0);
                }
                int number = count();
                Thread thread = new Thread(() -> serve(socket, number), "connection-" + number);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // The program has ended.
        }
    }

    private synchronized int count() {
        connections++;
        notifyAll();
        return connections;
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goesOn = !down;
            while (goesOn) {
                int first = in.read();
                goesOn = first >= 0 && exchange(socket, connection, Request.read(first, in));
            }
        } catch (IOException e) {
            // Who asked has gone, or never spoke HTTP.
        }
    }

    private boolean exchange(Socket socket, int connection, Request request) throws IOException {
        long number = nextRequest();
        Optional<Point> point = reached(number);
        if (point.isPresent() && point.get().compareTo(Point.P6) < 0) {
            if (point.get() == Point.P5) {
                request.readSome();
            }
            log("half\t" + System.currentTimeMillis() + "\t" + connection);
            hold(point.get());
            return false;
        }
        byte[] body = request.body();
        Entry entry = log(number, connection, request.header("idempotency-key"), body, point);
        if (point.isPresent()) {
            return at(point.get(), new Answer(entry, socket.getOutputStream()));
        }
        pause();
        if (entry.fault() == Fault.RESET) {
            socket.setSoLinger(true, 0);
            return false;
        }
        return new Answer(entry, socket.getOutputStream()).send();
    }

    private boolean at(Point point, Answer answer) throws IOException {
        if (point == Point.P7) {
            answer.sendHalf();
        } else if (point == Point.P8) {
            boolean goesOn = answer.send();
            tell("point " + point);
            return goesOn;
        }
        hold(point);
        return false;
    }

    private void pause() {
        long millis;
        synchronized (this) {
            millis = plan.takes();
        }
        if (millis > 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
        }
    }

    private synchronized long nextRequest() {
        return ++requests;
    }

    private synchronized Optional<Point> reached(long number) {
        if (armed.isEmpty() || number < armedAt) {
            return Optional.empty();
        }
        Optional<Point> point = armed;
        armed = Optional.empty();
        return point;
    }

    private void hold(Point point) {
        tell("point " + point);
        try {
            boolean released = new CountDownLatch(1).await(HELD_SECONDS, TimeUnit.SECONDS);
            if (released) {
                throw new IllegalStateException("nobody releases it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Entry log(long number, int connection, String key, byte[] body, Optional<Point> point)
            throws IOException {
        if (plan.keys() == Plan.Keys.FORGET && number % 100 == 0) {
            known.clear();
        }
        Ids ids = Ids.inBody(new String(body, UTF_8));
        boolean before = !known.add(key) && plan.keys() != Plan.Keys.IGNORE;
        Fault met = fault(number, ids, point);
        // What had its effect is not refused afterwards; it may still get lost on the way.
        boolean contradicts = before
                && (met.kind() == Kind.DEFINITE || met.kind() == Kind.TOO_LARGE || met.kind() == Kind.NO_VERDICT);
        Fault fault = contradicts ? Fault.NONE : met;
        boolean taken = fault.takesRecords();
        if (!taken && !before) {
            known.remove(key);
        }
        boolean says = fault.kind() == Kind.ANSWERED || fault == Fault.FEWER;
        Entry entry = new Entry(
                System.currentTimeMillis(),
                connection,
                key,
                sha256(body),
                ids,
                fault,
                says ? new Ids(Answer.loaded(ids, fault)) : Ids.NONE,
                says ? new Ids(Answer.failed(ids)) : Ids.NONE,
                !taken ? Entry.Effect.NONE : before ? Entry.Effect.KNOWN : Entry.Effect.FIRST);
        write(entry.line());
        return entry;
    }

    private Fault fault(long number, Ids ids, Optional<Point> point) {
        if (point.isPresent()) {
            return point.get() == Point.P8 ? Fault.NONE : Fault.CLOSE;
        }
        boolean first = ids.all().stream().anyMatch(id -> id % 1_000_000 == 1);
        return plan.meet(number, first);
    }

    private synchronized void log(String line) throws IOException {
        write(line);
    }

    private void write(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            log.write(bytes);
        }
    }

    private void tell(String line) {
        synchronized (told) {
            told.println(line);
            told.flush();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
