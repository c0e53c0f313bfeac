package io.logcast.standalone.token;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Who a development token says its bearer is. */
public record DevelopmentToken(String tenant, String subject, List<String> roles, Duration lifetime)
        implements SignedToken {

    public DevelopmentToken {
        roles = List.copyOf(roles);
    }

    @Override
    public String sign(String secret) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("tenant", tenant)
                .subject(subject)
                .claim("roles", roles)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        return Claims.sign(claims, secret);
    }
}
