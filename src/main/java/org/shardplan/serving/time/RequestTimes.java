package org.shardplan.serving.time;

/** Seconds that requests take where they are worked off: by one replica, or by stages on several pools. */
public interface RequestTimes {

    /** Seconds of one prompt that is worked off alone. */
    double promptSeconds();

    /** Seconds in which every running sequence gets one token more, without prompts in between. */
    double answerSeconds(double sequences);

    /** Seconds that one prompt adds to the steps it shares with so many answers. */
    double addedPromptSeconds(double sequences);

    /** Seconds from one token of an answer to the next while so many run and each is followed by another. */
    double tokenSeconds(double sequences);

    /** Requests per second while so many sequences run without a pause. */
    double requestsPerSecond(double sequences);
}
