package io.drover.config;

import io.drover.connection.Secret;

/**
 * What opens the management API and the store's secrets; each may be empty.
 *
 * @param apiToken of an administrator
 * @param secretsKey seals secrets, instead of a key file
 * @param secretsOldKey opens what was sealed before
 */
public record AccessKeys(Secret apiToken, Secret secretsKey, Secret secretsOldKey) {}
