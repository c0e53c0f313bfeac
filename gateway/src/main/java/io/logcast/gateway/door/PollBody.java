package io.logcast.gateway.door;

import io.netty.buffer.ByteBuf;

/** The body of an answer to a poll: goes to the network as it is. */
record PollBody(ByteBuf payload) {}
