package io.drover.load;

/** What happens when a file with the content of an earlier one is dropped. */
public enum Duplicates {
    REFUSE,
    LOAD
}
