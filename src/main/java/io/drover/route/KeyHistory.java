package io.drover.route;

import io.drover.redelivery.Situation;
import java.util.Arrays;

/** A batch's idempotency key and what was answered to it. Used by one thread. */
final class KeyHistory {
    private String key = "";
    private int renewed;
    private boolean sentBefore;
    private boolean sent;
    private int lastError;
    private int sameErrors;

    /**
     * It is this one from now on.
     *
     * @param times how often the batch has got a new one
     * @param perhapsSent by an earlier process
     */
    void become(String text, int times, boolean perhapsSent) {
        key = text;
        renewed = times;
        sentBefore = perhapsSent;
        sent = false;
        sameErrors = 0;
    }

    String text() {
        return key;
    }

    int renewed() {
        return renewed;
    }

    boolean isUsed() {
        return !key.isEmpty();
    }

    void goesOut() {
        sentBefore |= sent;
        sent = true;
    }

    /** What was answered; no answer changes nothing. */
    void answered(int status, byte[] body) {
        int error = status >= 500 ? 31 * status + Arrays.hashCode(body) : 0;
        sameErrors = status < 500 ? 0 : error == lastError ? sameErrors + 1 : 1;
        lastError = error;
    }

    Situation.Key situation() {
        return isUsed() ? new Situation.Key(sentBefore, sameErrors) : Situation.Key.NONE;
    }
}
