package io.drover.config;

/**
 * One thing wrong, or worth a warning, in the configuration.
 *
 * @param what the key, what is allowed and the value seen; never a secret
 * @param origin where to change it
 */
public record Problem(String what, Origin origin) {
    @Override
    public String toString() {
        return what + " (" + origin + ")";
    }
}
