package io.logcast.gateway.redis;

/** What is said to servers that ask. */
interface Answers {

    /** A server that is not counted must not answer: those who ask count the answers, too. */
    Answers NONE = new Answers() {
        @Override
        public boolean answer(Request request) {
            return false;
        }

        @Override
        public void done(Request request) {}
    };

    /** @return whether it was this gateway's business */
    boolean answer(Request request) throws Unreadable;

    /** What was asked for has been done. */
    void done(Request request);
}
