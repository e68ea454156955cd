package io.drover.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the named tests in this process and ends with the first failure. */
public final class PlantedTests {
    static final String FAILED = "FAILED ";
    static final int CAUGHT = 10;
    private static final int NOTHING_RAN = 20;

    private PlantedTests() {}

    /** The arguments are names as in {@link PlantedBug#tests}. Exit code 0: all passed; {@link #CAUGHT}: one failed. */
    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(args).map(PlantedTests::selector).toList())
                .build();
        FirstFailure listener = new FirstFailure();
        LauncherFactory.create().execute(request, listener);
        halt(listener.passed.get() == 0 ? NOTHING_RAN : 0);
    }

    /** Without the tidying of tests, and with every process that they started. */
    private static void halt(int exitCode) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(exitCode);
    }

    private static DiscoverySelector selector(String name) {
        int method = name.indexOf('#');
        String type = "io.drover." + (method < 0 ? name : name.substring(0, method));
        return method < 0 ? selectClass(type) : selectMethod(type + name.substring(method));
    }

    /** Nobody waits for the other tests: one that failed is enough. */
    private static final class FirstFailure implements TestExecutionListener {
        private final AtomicInteger passed = new AtomicInteger();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed.addAndGet(test.isTest() ? 1 : 0);
                return;
            }
            String where = test.getSource().map(String::valueOf).orElse(test.getUniqueId());
            System.out.println(
                    FAILED + where.replaceAll(".*className = '([^']*)'(?:.*methodName = '([^']*)')?.*", "$1#$2"));
            result.getThrowable().ifPresent(Throwable::printStackTrace);
            System.out.flush();
            halt(CAUGHT);
        }
    }
}
