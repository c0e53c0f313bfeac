package io.logcast.gateway.sse;

import io.logcast.gateway.fanout.Admission;
import io.logcast.gateway.fanout.Fanout;
import io.logcast.gateway.fanout.FrameEncoder;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Answers those who ask again and again. Their pages come out of the same engine: a subscriber for each, for a moment. */
@Singleton
final class Pages {

    private final Fanout fanout;
    /** One for all: subscribers with the same encoder share what it wrote. */
    private final FrameEncoder frames = new PageEncoder();

    Pages(Fanout fanout) {
        this.fanout = fanout;
    }

    /** @param channel of the request; its event loop does the work */
    CompletionStage<byte[]> gather(Admission admission, PageRequest wanted, Channel channel) {
        PageOutlet outlet = new PageOutlet(
                channel, new Page(wanted.limit(), admission.start().at()));
        outlet.begin(fanout, admission, frames, wanted.patience());
        return outlet.answered();
    }
}
