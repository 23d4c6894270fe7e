package dev.sluice.engine;

import dev.sluice.release.Freeze;
import java.util.List;

/** The freezes that people have written. */
public interface Freezes {

    List<Freeze> all();
}
