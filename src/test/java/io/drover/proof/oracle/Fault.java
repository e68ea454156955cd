package io.drover.proof.oracle;

/** What a destination may do with a request, each with what it means for who asked. */
public enum Fault {
    NONE(Kind.ANSWERED, 200),
    REORDERED(Kind.ANSWERED, 200),
    TWICE(Kind.ANSWERED, 200),
    EXTRA(Kind.ANSWERED, 200),
    SLOW(Kind.ANSWERED, 200),
    INTERIM(Kind.ANSWERED, 200),

    FEWER(Kind.NO_VERDICT, 200),
    MIXED_UP(Kind.NO_VERDICT, 200),
    BAD_JSON(Kind.NO_VERDICT, 200),
    HTML(Kind.NO_VERDICT, 200),
    NOTHING(Kind.NO_VERDICT, 200),

    REDIRECT(Kind.DEFINITE, 302),
    S400(Kind.DEFINITE, 400),
    S405(Kind.DEFINITE, 405),
    S409(Kind.DEFINITE, 409),
    S415(Kind.DEFINITE, 415),
    S422(Kind.DEFINITE, 422),
    S500(Kind.DEFINITE, 500),
    S501(Kind.DEFINITE, 501),
    S413(Kind.TOO_LARGE, 413),

    S502(Kind.RECOVERABLE, 502),
    S503(Kind.RECOVERABLE, 503),
    S504(Kind.RECOVERABLE, 504),
    S520(Kind.RECOVERABLE, 520),
    S503_LATER(Kind.RECOVERABLE, 503),

    S429(Kind.YIELD, 429),
    S429_AT_ONCE(Kind.YIELD, 429),
    S429_SECOND(Kind.YIELD, 429),
    S429_DATE(Kind.YIELD, 429),
    S429_GARBAGE(Kind.YIELD, 429),

    RESET(Kind.UNKNOWN, 0),
    CLOSE(Kind.UNKNOWN, 0),
    HEAD_HALF(Kind.UNKNOWN, 0),
    BODY_HALF(Kind.UNKNOWN, 0),
    CHUNK_HALF(Kind.UNKNOWN, 0),
    CHUNK_BAD(Kind.UNKNOWN, 0),
    GARBAGE(Kind.UNKNOWN, 0),
    SILENT(Kind.UNKNOWN, 0),
    DRIBBLE(Kind.UNKNOWN, 0),
    CONTINUES(Kind.UNKNOWN, 0),
    HUGE(Kind.UNKNOWN, 0),
    BOMB(Kind.UNKNOWN, 0);

    private final Kind kind;
    private final int status;

    Fault(Kind kind, int status) {
        this.kind = kind;
        this.status = status;
    }

    public Kind kind() {
        return kind;
    }

    /** 0 where there is no whole answer. */
    public int status() {
        return status;
    }

    /** Whether the records have an effect, although who asked may not learn it. */
    boolean takesRecords() {
        return kind == Kind.ANSWERED || kind == Kind.NO_VERDICT || kind == Kind.UNKNOWN;
    }
}
