package io.drover.connection;

import java.time.Duration;

/** At most that many requests per period. */
public record Rate(int requests, Duration period) {
    public Rate {
        if (requests < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("a rate has at least one request and a period above zero");
        }
    }

    public double perSecond() {
        return requests * 1e9 / period.toNanos();
    }
}
