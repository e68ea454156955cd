package io.drover.proof.oracle;

/** A moment of an exchange at which somebody wants to be told, before it goes on. */
public enum Point {
    /** The request is on its way and nothing of it was read. */
    P4,
    /** The request is half read. */
    P5,
    /** It was read, there is no answer yet. */
    P6,
    /** Half of the answer has gone out. */
    P7,
    /** All of it has. */
    P8
}
