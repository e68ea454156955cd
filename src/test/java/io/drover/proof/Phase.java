package io.drover.proof;

/** Where a kill may find a file on its way; a row of the fault matrix each. */
enum Phase {
    P0("the file was still being written"),
    P1("it was seen, and not claimed"),
    P2("it was claimed, and its run not begun"),
    P3("its run was begun, and nothing sent"),
    P4("a request was on its way, and nothing of it read"),
    P5("a request was half read"),
    P6("a request was read, and not answered"),
    P7("an answer had half gone out"),
    P8("an answer had gone out, and its outcome was not recorded"),
    P9("outcomes of some of its batches were recorded"),
    P10("rows had been written whose outcome was not recorded"),
    P11("all rows were written, and nothing published"),
    P12("some of its results were published"),
    P13("its results were published, and the source was not put away"),
    P14("its source was put away, and its folder in processing/ was left"),
    R("a recovery was going on");

    private final String meaning;

    Phase(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
