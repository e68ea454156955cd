package io.drover.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of a connection about tables that have no load yet. */
final class TableKeys {
    static final Key<Boolean> CREATE_LOADS = Key.connection(
            "create-load-for-new-tables",
            Types.FLAG,
            "false",
            "true",
            "A file of a table that has no load yet: true: starts a load for it, made from `load-template`. false: waits"
                    + " where it is.");
    static final Key<String> TABLES_INBOX = Key.connection(
            "tables-inbox",
            Types.text("a folder", text -> !text.isEmpty() && text.indexOf('\0') < 0),
            "inbox/NAME",
            "/srv/exports/crm",
            "The folder where files of tables arrive: each folder in it is a table and the inbox of its load. Relative to"
                    + " `drover.home`.");
    static final Key<Optional<Pattern>> TABLE_PATTERN = Key.connection(
            "table-pattern",
            Types.TABLE_PATTERN,
            "",
            "(?<table>[a-z_]+)-[0-9]+[.]csv",
            "A regular expression for the whole name of files that arrive in `tables-inbox` itself; what its group `table`"
                    + " matches is the table, and the file goes to the folder of that name. Empty: they are left alone.");
    static final Key<Map<String, String>> LOAD_TEMPLATE = Key.connection(
            "load-template",
            Types.STRINGS,
            "{}",
            "{\"grouping_limit\":\"100\",\"settle\":\"5s\"}",
            "The fields of loads that are started for new tables, besides `connection` and `inbox`.");

    static final List<Key<?>> ALL = List.of(CREATE_LOADS, TABLES_INBOX, TABLE_PATTERN, LOAD_TEMPLATE);

    private TableKeys() {}
}
