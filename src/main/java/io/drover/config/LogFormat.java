package io.drover.config;

/** How log lines are written. */
public enum LogFormat {
    TEXT,
    /** One JSON object per line, in the Elastic Common Schema. */
    ECS
}
