package io.drover.delivery;

/**
 * One step of a check.
 *
 * @param name client_certificate, dns, proxy, tcp, tls, token, request or accounts
 * @param detail a sentence for people; no secret and nothing that a server said
 */
public record CheckStep(String name, Result result, String detail) {
    /** How it went. */
    public enum Result {
        PASSED,
        FAILED,
        /** Not needed, or a step before it failed. */
        SKIPPED
    }

    static CheckStep passed(String name, String detail) {
        return new CheckStep(name, Result.PASSED, detail);
    }

    static CheckStep failed(String name, String detail) {
        return new CheckStep(name, Result.FAILED, detail);
    }

    static CheckStep skipped(String name, String detail) {
        return new CheckStep(name, Result.SKIPPED, detail);
    }
}
