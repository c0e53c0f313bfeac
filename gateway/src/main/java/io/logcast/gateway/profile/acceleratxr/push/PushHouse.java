package io.logcast.gateway.profile.acceleratxr.push;

import io.logcast.gateway.admission.Admissions;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.profile.acceleratxr.AcceleratxrSettings;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** What connections need of the house. */
@Singleton
@Requires(property = AcceleratxrSettings.ENABLED, value = "true")
record PushHouse(
        PushSettings settings,
        PushTokens tokens,
        PushChannels channels,
        PushUsers users,
        Admissions admissions,
        Fanout fanout) {}
