package io.logcast.gateway.profile.membersse;

/** Where it is: as the README has it, and as the original is really started, below its context path. */
final class MemberPaths {

    static final String SHORT = "/events";
    static final String LONG = "/notification/events";

    private MemberPaths() {}
}
