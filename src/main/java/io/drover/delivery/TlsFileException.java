package io.drover.delivery;

/** A file with certificates or a key can't be used. */
public final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Setting setting;

    /** The setting that is to blame. */
    public enum Setting {
        CERTIFICATE("tls-client-certificate"),
        KEY("tls-client-key"),
        KEY_PASSWORD("tls-client-key-password"),
        TRUST("tls-trust"),
        TRUST_PASSWORD("tls-trust-password");

        private final String key;

        Setting(String key) {
            this.key = key;
        }
    }

    /**
     * What is wrong with a setting.
     *
     * @param predicate goes on behind the setting's name: must …, but …
     */
    TlsFileException(Setting setting, String predicate) {
        super(predicate);
        this.setting = setting;
    }

    public Setting setting() {
        return setting;
    }

    /** What is wrong, without the setting's name. */
    public String predicate() {
        return String.valueOf(getMessage());
    }

    /** A whole sentence. */
    String sentence() {
        return setting.key + " " + predicate();
    }
}
