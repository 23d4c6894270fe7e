package dev.sluice.engine;

import dev.sluice.release.Release;

/** Makes the routers equal to what is recorded. What it can't do now, the next tick sees and does. */
public interface Actor {

    void act(Release release);
}
